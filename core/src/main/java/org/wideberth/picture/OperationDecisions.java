package org.wideberth.picture;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.geo.Areas;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationHistory;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationMessage.Move;
import org.wideberth.operation.OperationMessage.Moved;
import org.wideberth.operation.OperationState;
import org.wideberth.operation.Readers;
import org.wideberth.operation.Rounded;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What the own party may write about its operations, given the picture as it is. Each decision
/// yields the next entry of the own log or says why not; nothing here changes the picture.
public final class OperationDecisions {
  /// What a node's memory is sized for.
  public static final int LIVE_OPERATIONS_MAX = 1_000_000;

  private OperationDecisions() {}

  /// Discloses a new operation. Its id comes from the entry that the draft is to become.
  ///
  /// @param epoch of the own log
  /// @param seq the place that the entry will have in it
  public static Outcome<Draft> declare(
      Picture picture, int epoch, long seq, OperationRequest request) {
    Audience to = readers(picture, request.audience().orElseGet(Audience::everyone));
    OperationId id = OperationId.first(picture.self(), epoch, seq);
    return unused(picture, id)
        .then(free -> room(picture.liveOperations(), LIVE_OPERATIONS_MAX))
        .then(free -> content(request))
        .then(
            content ->
                draft(to, new Carried(Carrier.DECLARED, id, 1, OperationState.DECLARED, content)));
  }

  /// Commits to a new operation that nobody else sees. The audience of the request is not used yet.
  public static Outcome<Draft> draft(
      Picture picture, int epoch, long seq, OperationRequest request) {
    OperationId id = OperationId.first(picture.self(), epoch, seq);
    return unused(picture, id).then(free -> content(request)).then(content -> drafted(id, content));
  }

  /// Discloses a draft as it is.
  public static Outcome<Draft> declareDraft(Picture picture, OperationId id, Audience audience) {
    return own(picture, id)
        .then(
            operation ->
                operation.state() == OperationState.DRAFT
                    ? room(picture.liveOperations(), LIVE_OPERATIONS_MAX)
                    : wrongState(operation, "declared"))
        .then(free -> own(picture, id))
        .then(
            operation ->
                draft(
                    readers(picture, audience),
                    new Carried(
                        Carrier.DECLARED, id, 1, OperationState.DECLARED, operation.content())));
  }

  /// Replaces the content of a live operation, or of a draft. Who has it keeps having it.
  public static Outcome<Draft> revise(Picture picture, OperationId id, OperationRequest request) {
    return own(picture, id)
        .then(
            operation -> {
              if (operation.state() == OperationState.DRAFT) {
                return content(request).then(content -> drafted(id, content));
              }
              if (!operation.isLive()) {
                return wrongState(operation, "revised");
              }
              Audience to =
                  request
                      .audience()
                      .map(audience -> readers(picture, audience))
                      .orElseGet(operation::readers);
              if (!Readers.cover(to, operation.readers())) {
                return Outcome.refuse(
                    RefusalCode.AUDIENCE_SHRINKS,
                    "audience: everybody who has the operation must get its revision;"
                        + " withdraw it and declare anew to show it to fewer");
              }
              return content(request).then(content -> revised(operation, to, content));
            });
  }

  private static Outcome<Draft> revised(
      Operation operation, Audience to, OperationContent content) {
    if (operation.revision() == OperationMessage.REVISION_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED, "the operation has been revised too often: declare anew");
    }
    return draft(
        to,
        new Carried(
            Carrier.REVISED, operation.id(), operation.revision() + 1, operation.state(), content));
  }

  /// The operation begins.
  public static Outcome<Draft> activate(Picture picture, OperationId id) {
    return move(picture, id, Move.ACTIVATED);
  }

  /// The operation is over.
  public static Outcome<Draft> end(Picture picture, OperationId id) {
    return move(picture, id, Move.ENDED);
  }

  /// The operation will not take place, or is to be declared anew; also for a draft.
  public static Outcome<Draft> withdraw(Picture picture, OperationId id) {
    return move(picture, id, Move.WITHDRAWN);
  }

  private static Outcome<Draft> move(Picture picture, OperationId id, Move move) {
    return own(picture, id)
        .then(
            operation ->
                OperationHistory.mayMove(operation.state(), move)
                    ? draft(operation.readers(), new Moved(move, id, operation.revision()))
                    : wrongState(operation, move.to().word()));
  }

  /// Gives a live operation to more parties.
  public static Outcome<Draft> disclose(
      Picture picture, OperationId id, Collection<PartyId> added) {
    return own(picture, id)
        .then(
            operation -> {
              if (!operation.isLive()) {
                return wrongState(operation, "disclosed");
              }
              Set<PartyId> to = new TreeSet<>(added);
              to.removeIf(operation::isSeenBy);
              if (to.isEmpty()) {
                return Outcome.refuse(
                    RefusalCode.WRONG_STATE, "to: all of them have the operation already");
              }
              return draft(
                  Audience.of(to),
                  new Carried(
                      Carrier.DISCLOSED,
                      id,
                      operation.revision(),
                      operation.state(),
                      operation.content()));
            });
  }

  /// The readers without the author, who needs no mention.
  private static Audience readers(Picture picture, Audience audience) {
    if (audience instanceof Audience.Named(var parties)) {
      Set<PartyId> others = new TreeSet<>(parties);
      others.remove(picture.self());
      return Audience.of(others);
    }
    return audience;
  }

  private static Outcome<Operation> own(Picture picture, OperationId id) {
    if (!id.party().equals(picture.self())) {
      return Outcome.refuse(
          RefusalCode.FORBIDDEN, "operation %s: only %s can change it".formatted(id, id.party()));
    }
    if (id.isVariant()) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          ("operation %s: it is of the second history that was signed with this party's key, and"
                  + " nothing can be added to that")
              .formatted(id));
    }
    Optional<Operation> operation = picture.operation(id);
    return operation.isPresent()
        ? Outcome.accept(operation.get())
        : Outcome.refuse(RefusalCode.NOT_FOUND, "there is no operation " + id);
  }

  private static Outcome<Boolean> unused(Picture picture, OperationId id) {
    return picture.operation(id).isEmpty()
        ? Outcome.accept(true)
        : Outcome.refuse(RefusalCode.WRONG_STATE, "there is an operation " + id + " already");
  }

  /// Whether so many more may be live at once.
  public static Outcome<Boolean> room(Picture picture, int more) {
    return room(picture.liveOperations() + more - 1, LIVE_OPERATIONS_MAX);
  }

  static Outcome<Boolean> room(int live, int liveMax) {
    return live < liveMax
        ? Outcome.accept(true)
        : Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "%d operations are live, the most a node holds: end some first".formatted(liveMax));
  }

  private static <T> Outcome<T> wrongState(Operation operation, String wanted) {
    return Outcome.refuse(
        RefusalCode.WRONG_STATE,
        "operation %s is %s and cannot become %s"
            .formatted(operation.id(), operation.state().word(), wanted));
  }

  private static Outcome<OperationContent> content(OperationRequest request) {
    return OperationContent.of(
            request.kind(),
            request.priority(),
            request.grain(),
            request.name(),
            request.volumes(),
            request.basis())
        .then(Rounded::of);
  }

  private static Outcome<Draft> drafted(OperationId id, OperationContent content) {
    return draft(
        Audience.authorOnly(), new Carried(Carrier.DRAFTED, id, 1, OperationState.DRAFT, content));
  }

  private static Outcome<Draft> draft(Audience to, OperationMessage message) {
    if (to instanceof Audience.Sealed) {
      return Outcome.refuse(RefusalCode.MALFORMED, "audience: an operation must name its readers");
    }
    byte[] body = message.toBytes();
    int bytesMax = Limits.bodyBytesMax(message.type());
    if (body.length > bytesMax) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "the operation takes %d bytes, more than %d: split it".formatted(body.length, bytesMax));
    }
    // What the others could not read must never be signed.
    return message instanceof Carried carried && isReadable(carried.content())
        ? Outcome.accept(Draft.read(to, body, message))
        : OperationMessage.parse(body).map(read -> Draft.read(to, body, read));
  }

  /// True if it is known that [OperationMessage#parse] makes the same content of what is written of
  /// it, which takes longer to try than everything else that is decided. False says nothing.
  static boolean isReadable(OperationContent content) {
    return content.basis().isEmpty()
        && content.name().chars().noneMatch(c -> Character.isSurrogate((char) c))
        && content.volumes().stream()
            .allMatch(each -> Areas.isKnownSound(each.area()) && each.time().isNameable());
  }
}
