package org.wideberth.node.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wideberth.channel.LinkResult;
import org.wideberth.channel.LinkTested;
import org.wideberth.claim.ClaimBody;
import org.wideberth.party.PartyId;
import org.wideberth.people.Roster;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.record.Body;
import org.wideberth.record.BodyWords;
import org.wideberth.record.Bundle;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonObject;
import org.wideberth.record.Limits;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.settlement.SettlementBody;

/// Says what opened bodies declare, for [VerifyCommand].
final class BodySentences implements BodyWords {
  private record Subject(Optional<String> operation, Optional<String> name, long revision) {}

  /// What a body of the channel says, as far as a sentence can.
  private record Said(String said, Optional<String> message, Optional<String> by, String finding) {}

  private final Map<PartyId, Roster> rosters = new HashMap<>();

  /// For that file: it says whose passkeys signed what, as far as the file shows who had them.
  static BodySentences of(byte[] file) {
    BodySentences sentences = new BodySentences();
    if (Bundle.parse(file) instanceof Outcome.Accepted<Bundle>(var bundle)) {
      bundle.items().forEach(sentences::learn);
    }
    return sentences;
  }

  private void learn(Bundle.Item item) {
    if (item.body().isPresent()
        && RosterBody.parse(item.body().get().bytes())
            instanceof Outcome.Accepted<RosterBody>(var said)) {
      rosters
          .computeIfAbsent(item.origin().party(), _ -> new Roster())
          .add(place(item.origin(), item.seq()), said);
    }
  }

  /// Which of several entries at one place is of no matter here.
  private static EntryPlace place(Origin origin, long seq) {
    return new EntryPlace(origin, seq, Hash.of(new byte[Hash.BYTES]));
  }

  @Override
  public String words(Origin origin, long seq, String type, byte[] body) {
    if (!type.equals(SignedAct.TYPE)) {
      return words(type, body);
    }
    if (!(SignedAct.parse(body) instanceof Outcome.Accepted<SignedAct>(var act))
        || !(Body.of(Salt.of(new byte[Salt.BYTES]), act.actBytes()).then(Body::type)
            instanceof Outcome.Accepted<String>(var inner))) {
      return BodyWords.TYPE_ONLY.words(type, body);
    }
    Optional<RosterBody.Enrolled> by =
        Optional.ofNullable(rosters.get(origin.party()))
            .flatMap(roster -> roster.before(place(origin, seq), act.person()));
    String signed =
        by.map(
                is ->
                    act.assertion()
                        .problem(is.key(), is.site(), act.challenge(origin))
                        .map(words -> "with a signature that does not count: " + words)
                        .orElseGet(
                            () ->
                                "signed by %s of %s"
                                    .formatted(
                                        Table.printable(is.signatory().words()), origin.party())))
            .orElse("signed by a person whom this file does not show: " + act.person());
    return words(inner, act.actBytes()) + ", " + signed;
  }

  @Override
  public String words(String type, byte[] body) {
    if (RosterBody.knows(type)) {
      return personWords(type, body);
    }
    if (ClaimBody.knows(type)) {
      return ClaimSentences.of(type, body);
    }
    Optional<String> ofAgreement = AgreementSentences.of(type, body);
    if (ofAgreement.isPresent()) {
      return ofAgreement.get();
    }
    return type.startsWith("message-") || type.startsWith("watch-") || SettlementBody.knows(type)
        ? channelWords(type, body)
        : operationWords(type, body);
  }

  private static String personWords(String type, byte[] body) {
    return switch (RosterBody.parse(body)) {
      case Outcome.Accepted<RosterBody>(RosterBody.Enrolled who) ->
          "put %s on its roster as %s, with a passkey"
              .formatted(Table.printable(who.name().text()), who.role().words());
      case Outcome.Accepted<RosterBody>(RosterBody.RoleChanged(var person, var role)) ->
          "gave person %s the role of a %s".formatted(person, role.words());
      case Outcome.Accepted<RosterBody>(RosterBody.Left(var person)) ->
          "took person %s off its roster".formatted(person);
      case Outcome.Refused<RosterBody> _ -> BodyWords.TYPE_ONLY.words(type, body);
    };
  }

  private static String channelWords(String type, byte[] body) {
    if (!(Json.read(body, Limits.BODY_BYTES_MAX, BodySentences::said)
        instanceof Outcome.Accepted<Said>(var said))) {
      return BodyWords.TYPE_ONLY.words(type, body);
    }
    String by = said.by().map(name -> " (" + Table.printable(name) + ")").orElse("");
    String which = said.message().map(Table::printable).orElse("its message");
    String finding = Table.printable(said.finding());
    String words = said.said().isEmpty() ? "" : ": \"" + Table.printable(said.said()) + "\"";
    return switch (type) {
      case "message-sent" -> "sent a message" + by + words;
      case "message-read" -> "said that message " + which + " was read" + by + words;
      case "message-acknowledged" -> "acknowledged message " + which + by + words;
      case "message-acted" -> "said that message " + which + " was acted on" + by + words;
      case "message-confirmed" ->
          "said that the talk was as message " + which + " logs it" + by + words;
      case "message-disputed" ->
          "said that the talk was not as message " + which + " logs it" + by + words;
      case "message-escalated" -> "called another desk to message " + which;
      case "message-attachments-held" -> "said that it holds attachments of message " + which;
      case "message-read-back" ->
          "read back what message " + which + " says of where and when" + by + words;
      case "watch-taken" -> "said that its desk was taken" + by;
      case "watch-handed-over" -> "left a note for the relief" + by + words;
      case "finding-taken" -> "took up the finding" + finding + by + words;
      case "change-offered" ->
          "offered that " + which + " changes, for the finding" + finding + by + words;
      case "offer-agreed" -> "agreed to offer " + which + by + words;
      case "offer-declined" -> "declined offer " + which + by + words;
      case "offer-withdrawn" -> "withdrew its offer " + which + by + words;
      case "watch-left" -> "said that its desk was left" + by;
      default -> BodyWords.TYPE_ONLY.words(type, body);
    };
  }

  private static Said said(JsonObject members) {
    Optional<String> precedence = members.optional("precedence").map(field -> field.asText(64));
    Optional<String> phrase = members.optional("phrase").map(field -> field.asText(64));
    String text =
        members
            .optional("text")
            .or(() -> members.optional("words"))
            .or(() -> members.optional("note").filter(note -> note.tree() instanceof Json.Str))
            .map(field -> field.asText(Limits.BODY_BYTES_MAX))
            .orElse("");
    Said said =
        new Said(
            Stream.of(precedence.map(word -> word.toUpperCase(Locale.ROOT)), phrase)
                    .flatMap(Optional::stream)
                    .map(word -> word + " ")
                    .collect(Collectors.joining())
                + text,
            members
                .optional("message")
                .or(() -> members.optional("offer"))
                .map(
                    field ->
                        field.asObject(
                            at -> {
                              String id =
                                  "%s.%d.%d"
                                      .formatted(
                                          at.required("party").asText(64),
                                          at.required("epoch").asLong(0, Long.MAX_VALUE),
                                          at.required("seq").asLong(0, Long.MAX_VALUE));
                              at.ignoreOthers();
                              return id;
                            }))
                .or(() -> members.optional("operation").map(field -> field.asText(128))),
            members.optional("by").map(field -> field.asText(256)),
            FindingSentences.of(members));
    members.ignoreOthers();
    return said;
  }

  private static String linkWords(byte[] body) {
    String results =
        LinkTested.parse(body) instanceof Outcome.Accepted<LinkTested>(LinkTested tested)
            ? tested.results().entrySet().stream()
                .map(each -> linkWords(each.getKey(), each.getValue()))
                .collect(Collectors.joining("; ", ": ", ""))
            : "";
    return "wrote down how its links did in an hourly test" + results;
  }

  private static String linkWords(PartyId peer, LinkResult result) {
    return switch (result) {
      case LinkResult.Passed(int roundTripMs, int offsetMs) ->
          "%s answered after %d ms, its clock %d ms %s"
              .formatted(peer, roundTripMs, Math.abs(offsetMs), offsetMs < 0 ? "behind" : "ahead");
      case LinkResult.Failed(LinkResult.Reason reason) ->
          switch (reason) {
            case NO_LINK -> "there was no link to " + peer;
            case NO_ANSWER -> peer + " did not answer";
          };
    };
  }

  private static String operationWords(String type, byte[] body) {
    Outcome<Subject> read =
        Json.read(
            body,
            Limits.OPERATION_BODY_BYTES_MAX,
            members -> {
              Subject subject =
                  new Subject(
                      members.optional("operation").map(field -> field.asText(128)),
                      members.optional("name").map(field -> field.asText(256)),
                      members
                          .optional("revision")
                          .map(field -> field.asLong(0, Long.MAX_VALUE))
                          .orElse(0L));
              members.ignoreOthers();
              return subject;
            });
    if (!(read instanceof Outcome.Accepted<Subject>(var subject))) {
      return BodyWords.TYPE_ONLY.words(type, body);
    }
    String which =
        subject.operation().map(Table::printable).orElse("its operation")
            + subject.name().map(name -> " \"" + Table.printable(name) + "\"").orElse("")
            + (subject.revision() > 0 ? ", revision " + subject.revision() : "");
    return switch (type) {
      case "genesis" -> "began its log and named its keys";
      case "operation-drafted" -> "committed to the private draft of operation " + which;
      case "operation-declared" -> "declared operation " + which;
      case "operation-revised" -> "revised operation " + which;
      case "operation-disclosed" -> "disclosed operation " + which + " to more readers";
      case "operation-activated" -> "said that operation " + which + " had begun";
      case "operation-ended" -> "said that operation " + which + " was over";
      case "operation-withdrawn" -> "withdrew operation " + which;
      case LinkTested.TYPE -> linkWords(body);
      case "party-left" -> "left the theatre";
      case "findings-noted" -> FindingSentences.noted(body);
      default -> BodyWords.TYPE_ONLY.words(type, body);
    };
  }
}
