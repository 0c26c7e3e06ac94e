package org.wideberth.picture;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wideberth.channel.MessageId;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;
import org.wideberth.settlement.Change;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Offer;
import org.wideberth.settlement.Settlement;
import org.wideberth.settlement.SettlementBody;
import org.wideberth.settlement.SettlementBody.Answer;
import org.wideberth.settlement.Settlements;
import org.wideberth.settlement.TakenUp;

/// What the own party may say of a finding of which it is a side, given the picture as it is.
/// Everybody who is known to have the operations in question can read it. Each decision
/// yields the next entry of the own log or says why not; nothing here changes the picture.
public final class TakeUpDecisions {
  private TakeUpDecisions() {}

  /// What a person offers.
  ///
  /// @param operation the one that is to change: one of those of the finding
  /// @param answers the other side's offer that it takes the place of, if it does
  public record OfferRequest(
      Hash finding,
      OperationId operation,
      Change change,
      Optional<MessageId> answers,
      String words,
      Optional<DisplayName> by) {}

  /// Somebody takes the finding up. Of one that the other side cannot see, the other side is not
  /// told: it can be taken up once more when it is.
  public static Outcome<Draft> take(
      Picture picture, Hash finding, String words, Optional<DisplayName> by) {
    return open(picture, finding)
        .then(
            found -> {
              boolean tell = found.told();
              Optional<TakenUp.Taking> before = takenUp(picture, found).by(picture.self());
              if (before.filter(taking -> taking.told() || !tell).isPresent()) {
                return Outcome.refuse(
                    RefusalCode.WRONG_STATE, "the finding is taken up here already");
              }
              return words(words)
                  .map(
                      checked ->
                          new Draft(
                              tell ? readers(picture, found) : Audience.authorOnly(),
                              new SettlementBody.Taken(found.name(), checked, by).toBytes()));
            });
  }

  /// Offers that one of the two operations changes.
  public static Outcome<Draft> offer(Picture picture, OfferRequest request) {
    return open(picture, request.finding())
        .then(found -> told(picture, found))
        .then(found -> room(picture, found))
        .then(
            found ->
                answered(picture, found, request)
                    .then(answers -> offered(picture, found, request, answers))
                    .map(said -> new Draft(readers(picture, found), said.toBytes())));
  }

  private static Outcome<SettlementBody.Offered> offered(
      Picture picture, OpenFinding found, OfferRequest request, Optional<EntryPlace> answers) {
    return SettlementBody.Offered.of(
        found.name(),
        request.operation(),
        picture.operation(request.operation()).map(Operation::revision).orElse(1),
        request.change(),
        answers,
        request.words(),
        request.by());
  }

  private static Outcome<Optional<EntryPlace>> answered(
      Picture picture, OpenFinding found, OfferRequest request) {
    return request
        .answers()
        .map(
            id ->
                theirs(picture, "answers", id)
                    .then(
                        offer ->
                            offer.said().finding().equals(found.name())
                                ? Outcome.accept(Optional.of(offer.at()))
                                : Outcome.<Optional<EntryPlace>>refuse(
                                    RefusalCode.MALFORMED,
                                    "answers: %s is about another finding".formatted(id))))
        .orElseGet(() -> Outcome.accept(Optional.empty()));
  }

  /// Agrees to an offer of the other side.
  ///
  /// @param words for the other side; may be empty
  public static Outcome<Draft> agree(
      Picture picture, MessageId id, String words, Optional<DisplayName> by) {
    return theirs(picture, "offer", id)
        .then(
            offer -> {
              Optional<Operation> yielding = picture.operation(offer.said().operation());
              boolean same =
                  yielding.filter(each -> each.revision() == offer.said().revision()).isPresent();
              return same
                  ? answer(picture, offer, Answer.AGREED, words, by)
                  : Outcome.refuse(
                      RefusalCode.WRONG_STATE,
                      "%s has been revised since it was offered: offer what is to change now"
                          .formatted(offer.said().operation()));
            });
  }

  /// Declines an offer of the other side.
  ///
  /// @param reason for the other side; must not be blank
  public static Outcome<Draft> decline(
      Picture picture, MessageId id, String reason, Optional<DisplayName> by) {
    return reason.isBlank()
        ? Outcome.refuse(RefusalCode.MALFORMED, "reason: say why, so that they can offer another")
        : theirs(picture, "offer", id)
            .then(offer -> answer(picture, offer, Answer.DECLINED, reason, by));
  }

  /// Offers it no longer.
  ///
  /// @param words for the other side; may be empty
  public static Outcome<Draft> withdraw(
      Picture picture, MessageId id, String words, Optional<DisplayName> by) {
    return known(picture, "offer", id)
        .then(
            offer ->
                offer.author().equals(picture.self())
                    ? answer(picture, offer, Answer.WITHDRAWN, words, by)
                    : Outcome.refuse(
                        RefusalCode.WRONG_STATE,
                        "%s is an offer of %s: decline it instead".formatted(id, offer.author())));
  }

  private static Outcome<Draft> answer(
      Picture picture, Offer offer, Answer answer, String words, Optional<DisplayName> by) {
    boolean over =
        switch (offer.state()) {
          case OPEN -> false;
          case COUNTERED -> answer == Answer.WITHDRAWN;
          case AGREED, DECLINED, WITHDRAWN, CROSSED -> true;
        };
    if (over) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          "the offer %s is %s: offer what is to change now"
              .formatted(offer.id(), JsonField.wordOf(offer.state())));
    }
    return open(picture, offer.said().finding().id())
        .then(found -> told(picture, found))
        .then(found -> room(picture, found))
        .then(
            found ->
                words(words)
                    .map(
                        checked ->
                            new Draft(
                                readers(picture, found),
                                new SettlementBody.Answered(
                                        answer, found.name(), offer.at(), checked, by)
                                    .toBytes())));
  }

  private static Outcome<Offer> theirs(Picture picture, String field, MessageId id) {
    return known(picture, field, id)
        .then(
            offer ->
                offer.author().equals(picture.self())
                    ? Outcome.refuse(
                        RefusalCode.WRONG_STATE,
                        "%s: %s is an offer of this party: only the other side answers it"
                            .formatted(field, id))
                    : Outcome.accept(offer));
  }

  private static Outcome<Offer> known(Picture picture, String field, MessageId id) {
    return picture
        .offer(id)
        .map(Outcome::accept)
        .orElseGet(
            () -> Outcome.refuse(RefusalCode.NOT_FOUND, field + ": there is no offer " + id));
  }

  private static Outcome<OpenFinding> open(Picture picture, Hash id) {
    Optional<OpenFinding> open = picture.open(id);
    return open.isPresent()
        ? Outcome.accept(open.get())
        : picture
            .finding(id)
            .map(
                found ->
                    Outcome.<OpenFinding>refuse(
                        RefusalCode.FORBIDDEN,
                        "the finding is between operations of %s and %s: they take it up"
                            .formatted(found.first().party(), found.second().party())))
            .orElseGet(
                () ->
                    facing(picture, id, Optional.empty())
                        .then(name -> Outcome.accept(picture.open(name.id()).orElseThrow())));
  }

  /// How what is found under an article is named as between the own party and another.
  ///
  /// @param with the other side; need not be named if there is only one
  public static Outcome<FindingName.Single> facing(
      Picture picture, Hash finding, Optional<PartyId> with) {
    Optional<ArticleFinding> found = picture.articleFinding(finding);
    if (found.isEmpty()) {
      return Outcome.refuse(RefusalCode.NOT_FOUND, "no such finding is open here");
    }
    Map<PartyId, FindingName.Single> facing = new TreeMap<>();
    picture.facing(finding).forEach(name -> facing.put(name.across(picture.self()), name));
    if (facing.isEmpty()) {
      return Outcome.refuse(
          RefusalCode.FORBIDDEN,
          "the finding is about an operation of %s, under rules of which %s is no other member"
              .formatted(found.get().party(), picture.self()));
    }
    if (with.isEmpty() && facing.size() > 1) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "with: it is settled with each member by itself: name one of %s"
              .formatted(
                  facing.keySet().stream().map(PartyId::text).collect(Collectors.joining(", "))));
    }
    PartyId other = with.orElseGet(() -> facing.keySet().iterator().next());
    return Optional.ofNullable(facing.get(other))
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.NOT_FOUND, "with: the finding is not to be settled with " + other));
  }

  private static Outcome<OpenFinding> told(Picture picture, OpenFinding found) {
    PartyId self = picture.self();
    return found.told()
        ? Outcome.accept(found)
        : Outcome.refuse(
            RefusalCode.WRONG_STATE,
            "%s has not been told of %s and cannot see the finding: disclose it first"
                .formatted(
                    found.name().across(self),
                    found.name().operations().stream()
                        .filter(operation -> operation.party().equals(self))
                        .map(OperationId::text)
                        .collect(Collectors.joining(", "))));
  }

  private static Outcome<OpenFinding> room(Picture picture, OpenFinding found) {
    int count = takenUp(picture, found).by(picture.self()).map(t -> t.count()).orElse(0);
    return count < Settlements.SAYINGS_MAX
        ? Outcome.accept(found)
        : Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            ("this party has said %d things of the finding, and no more count: speak on the"
                    + " channel, or revise the operation")
                .formatted(count));
  }

  private static TakenUp takenUp(Picture picture, OpenFinding found) {
    return picture.settlement(found.name().id()).map(Settlement::takenUp).orElseThrow();
  }

  private static Outcome<String> words(String words) {
    return SettlementBody.problem(words)
        .map(problem -> Outcome.<String>refuse(RefusalCode.MALFORMED, problem))
        .orElseGet(() -> Outcome.accept(words));
  }

  /// Everybody who is known to have the operations in question, the other side always.
  private static Audience readers(Picture picture, OpenFinding found) {
    Optional<Set<PartyId>> readers = Optional.empty();
    for (OperationId id : found.name().operations()) {
      Operation operation = picture.operation(id).orElseThrow();
      if (operation.readers() instanceof Audience.Named(var parties)) {
        Set<PartyId> some = new TreeSet<>(parties);
        some.add(operation.party());
        readers.ifPresent(some::retainAll);
        readers = Optional.of(some);
      }
    }
    readers.ifPresent(parties -> parties.add(found.name().across(picture.self())));
    readers.ifPresent(parties -> parties.remove(picture.self()));
    return readers.map(Audience::of).orElseGet(Audience::everyone);
  }
}
