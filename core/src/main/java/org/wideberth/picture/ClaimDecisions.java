package org.wideberth.picture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.agreement.Rules;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.claim.ArticleRef;
import org.wideberth.claim.BasisContest;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.ClaimBody.Stance;
import org.wideberth.claim.Crossing;
import org.wideberth.claim.Sighting;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What the own party may claim, and say of others' claims, given the picture as it is. Each
/// decision yields the next entry of the own log or says why not; nothing here changes the picture.
public final class ClaimDecisions {
  private ClaimDecisions() {}

  /// What a person reports.
  ///
  /// @param of whose crossing it is said to be
  /// @param messages on the channel that speak of it
  /// @param to who is told; left out, the members of the agreement and `of`
  public record ReportRequest(
      PartyId of,
      ArticleRef line,
      Sighting sighting,
      Optional<OperationId> operation,
      List<MessageId> messages,
      Optional<Audience> to,
      Optional<DisplayName> by) {
    public ReportRequest {
      messages = List.copyOf(messages);
    }
  }

  /// Reports that something crossed an agreed line or entered an agreed zone.
  public static Outcome<Draft> report(Picture picture, ReportRequest request) {
    Optional<String> lacks = ClaimBody.whole(request.sighting());
    if (lacks.isPresent()) {
      return Outcome.refuse(RefusalCode.MALFORMED, lacks.get());
    }
    if (request.operation().filter(id -> picture.operation(id).isEmpty()).isPresent()) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND,
          "operation: no operation %s is held here; leave it out"
              .formatted(request.operation().get()));
    }
    return agreed(picture, request.line())
        .then(
            rules ->
                audience(picture, request, rules)
                    .then(
                        to ->
                            messages(picture, request.messages())
                                .then(messages -> draft(to, reported(request, messages)))));
  }

  private static ClaimBody.Reported reported(ReportRequest request, List<EntryPlace> messages) {
    return new ClaimBody.Reported(
        request.of(),
        request.line(),
        request.sighting(),
        request.operation(),
        messages,
        request.by());
  }

  /// The document, if the own party has agreed to it and it has such an article.
  private static Outcome<Rules> agreed(Picture picture, ArticleRef line) {
    Optional<Rules> rules =
        Optional.ofNullable(picture.agreement().documents().get(line.agreement()));
    if (rules.isEmpty()) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND, "agreement: no document with that hash was proposed here");
    }
    if (!picture.agreement().holds(picture.self(), line.agreement())) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          "agreement: %s has not adopted it, so its lines are not agreed"
              .formatted(picture.self()));
    }
    return rules.get().document().articleNames().contains(line.article())
        ? Outcome.accept(rules.get())
        : Outcome.refuse(
            RefusalCode.NOT_FOUND, "article: the agreement has no article " + line.article());
  }

  private static Outcome<Audience> audience(Picture picture, ReportRequest request, Rules rules) {
    PartyId self = picture.self();
    Set<PartyId> usual = new TreeSet<>(rules.document().members());
    usual.add(request.of());
    Audience to = request.to().orElseGet(() -> Audience.of(usual));
    if (!request.of().equals(self) && !to.names(request.of())) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "to: it speaks of %s: whoever is spoken of is told".formatted(request.of()));
    }
    return Outcome.accept(without(to, self));
  }

  private static Audience without(Audience audience, PartyId self) {
    if (audience instanceof Audience.Named(var parties)) {
      Set<PartyId> others = new TreeSet<>(parties);
      others.remove(self);
      return Audience.of(others);
    }
    return audience;
  }

  private static Outcome<List<EntryPlace>> messages(Picture picture, Collection<MessageId> ids) {
    List<EntryPlace> places = new ArrayList<>();
    for (MessageId id : ids) {
      Optional<Message> message = picture.channel().message(id);
      if (message.isEmpty()) {
        return Outcome.refuse(RefusalCode.NOT_FOUND, "messages: there is no message " + id);
      }
      places.add(message.get().at());
    }
    if (places.size() > ClaimBody.MESSAGES_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED, "messages: at most %d".formatted(ClaimBody.MESSAGES_MAX));
    }
    return Outcome.accept(List.copyOf(places));
  }

  /// Says what the own party holds of a report, or of its own one anew. It takes the place of what
  /// it said before, which stays to be read.
  public static Outcome<Draft> say(
      Picture picture,
      MessageId report,
      Stance stance,
      Sighting sighting,
      Optional<DisplayName> by) {
    Optional<Crossing> found = picture.claims().crossing(report);
    if (found.isEmpty()) {
      return Outcome.refuse(RefusalCode.NOT_FOUND, "there is no report " + report);
    }
    Crossing crossing = found.get();
    PartyId self = picture.self();
    boolean own = crossing.reporter().equals(self);
    Optional<String> lacks = ClaimBody.lacks(stance, sighting);
    if (lacks.isPresent()) {
      return Outcome.refuse(RefusalCode.MALFORMED, lacks.get());
    }
    switch (stance) {
      case CORRECTED -> {
        if (!own) {
          return wrong(
              "%s is a report of %s: contest it, or agree".formatted(report, crossing.reporter()));
        }
      }
      case CONTESTED, AGREED -> {
        if (own) {
          return wrong(
              "%s is a report of this party: correct it, or take it back".formatted(report));
        }
      }
      case TAKEN_BACK -> {
        if (crossing.standing(self).isEmpty()) {
          return wrong("this party has said nothing of %s that stands".formatted(report));
        }
      }
    }
    return draft(
        answering(crossing.to(), crossing.reporter(), self),
        new ClaimBody.Spoken(stance, crossing.at(), sighting, by));
  }

  private static <T> Outcome<T> wrong(String words) {
    return Outcome.refuse(RefusalCode.WRONG_STATE, words);
  }

  /// Whoever was told of the one is told of what is said to it.
  private static Audience answering(Audience readers, PartyId author, PartyId self) {
    if (readers instanceof Audience.Named(var parties)) {
      Set<PartyId> others = new TreeSet<>(parties);
      others.remove(self);
      others.add(author);
      return without(Audience.of(others), self);
    }
    return readers;
  }

  private static Outcome<Draft> draft(Audience to, ClaimBody body) {
    return Outcome.accept(new Draft(to, body.toBytes()));
  }

  /// Contests on what another party says that its operation rests.
  ///
  /// @param reasons for everybody who is known to have the operation; must not be blank
  public static Outcome<Draft> contestBasis(
      Picture picture, OperationId id, String reasons, Optional<DisplayName> by) {
    if (reasons.isBlank()) {
      return Outcome.refuse(RefusalCode.MALFORMED, "words: say why it is contested");
    }
    return others(picture, id)
        .then(
            operation ->
                operation
                    .content()
                    .basis()
                    .map(basis -> onBasis(picture, operation, true, basis.hash(), reasons, by))
                    .orElseGet(() -> wrong("operation %s states no basis".formatted(id))));
  }

  /// Contests it no longer.
  ///
  /// @param words may be empty
  public static Outcome<Draft> takeBackContest(
      Picture picture, OperationId id, String words, Optional<DisplayName> by) {
    Optional<BasisContest> standing =
        picture.claims().contests(id).stream()
            .filter(each -> each.author().equals(picture.self()) && each.stands())
            .reduce((_, later) -> later);
    return others(picture, id)
        .then(
            operation ->
                standing
                    .map(contest -> onBasis(picture, operation, false, contest.basis(), words, by))
                    .orElseGet(() -> wrong("this party does not contest the basis of " + id)));
  }

  private static Outcome<Draft> onBasis(
      Picture picture,
      Operation operation,
      boolean contested,
      Hash basis,
      String words,
      Optional<DisplayName> by) {
    return Sighting.of(Optional.empty(), Optional.empty(), words)
        .then(
            checked ->
                draft(
                    answering(operation.readers(), operation.party(), picture.self()),
                    new ClaimBody.OnBasis(
                        contested,
                        operation.id(),
                        operation.revision(),
                        basis,
                        checked.words(),
                        by)));
  }

  private static Outcome<Operation> others(Picture picture, OperationId id) {
    if (id.party().equals(picture.self())) {
      return wrong("operation %s: it is of this party; revise it instead".formatted(id));
    }
    return picture
        .operation(id)
        .map(Outcome::accept)
        .orElseGet(() -> Outcome.refuse(RefusalCode.NOT_FOUND, "there is no operation " + id));
  }
}
