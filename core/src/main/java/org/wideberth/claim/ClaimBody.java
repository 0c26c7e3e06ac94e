package org.wideberth.claim;

import java.util.List;
import java.util.Optional;
import org.wideberth.channel.PlaceJson;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry by which a party claims something, or says what it holds of another's
/// claim. Immutable. What is answered is named by its entry, hash included, or by its own hash: who
/// contests it signs against exactly that.
public sealed interface ClaimBody {
  /// What a person can look at.
  int MESSAGES_MAX = 8;

  /// Who says it, as known to the author's node.
  Optional<DisplayName> by();

  /// Something crossed an agreed line, or entered an agreed zone. It opens a matter of its own.
  ///
  /// @param of whose it is said to be; the author's own too
  /// @param line the line or zone
  /// @param sighting where, when, and in words: all three are there
  /// @param operation what it is said to belong to
  /// @param messages entries on the channel that speak of it
  record Reported(
      PartyId of,
      ArticleRef line,
      Sighting sighting,
      Optional<OperationId> operation,
      List<EntryPlace> messages,
      Optional<DisplayName> by)
      implements ClaimBody {
    /// @throws IllegalArgumentException if it lacks a place, a time or words
    public Reported {
      messages = List.copyOf(messages);
      check(whole(sighting));
      if (messages.size() > MESSAGES_MAX) {
        throw new IllegalArgumentException("more messages than a person can look at");
      }
    }
  }

  /// Something is said in a matter that a report has opened.
  ///
  /// @param report the entry that opened it
  record Spoken(Stance stance, EntryPlace report, Sighting sighting, Optional<DisplayName> by)
      implements ClaimBody {
    /// @throws IllegalArgumentException if [ClaimBody#lacks] has words
    public Spoken {
      check(lacks(stance, sighting));
    }
  }

  /// What can be said in a matter after its report.
  enum Stance {
    /// By its author: this in place of what it said before.
    CORRECTED,
    /// By another party: it was not so.
    CONTESTED,
    /// By another party: it was so.
    AGREED,
    /// By anybody, of what it said last itself: no longer.
    TAKEN_BACK;

    String type() {
      return "crossing-" + JsonField.wordOf(this);
    }
  }

  /// Another party's basis of an operation is contested, or no longer.
  ///
  /// @param contested false if an earlier word is taken back
  /// @param revision the operation's, at which it was read
  /// @param basis which, by its hash
  record OnBasis(
      boolean contested,
      OperationId operation,
      int revision,
      Hash basis,
      String words,
      Optional<DisplayName> by)
      implements ClaimBody {
    /// @throws IllegalArgumentException if it contests without a reason
    public OnBasis {
      check(Sighting.problem(words).or(() -> reason(contested, words)));
    }

    String type() {
      return contested ? CONTEST : TAKE_BACK;
    }
  }

  /// What [Reported] bodies are called.
  String REPORT = "crossing-reported";

  /// What the two sorts of [OnBasis] are called.
  String CONTEST = "basis-contested";

  /// See [#CONTEST].
  String TAKE_BACK = "basis-contest-taken-back";

  private static void check(Optional<String> problem) {
    problem.ifPresent(
        words -> {
          throw new IllegalArgumentException(words);
        });
  }

  /// What a report lacks, if anything.
  static Optional<String> whole(Sighting sighting) {
    if (sighting.place().isEmpty()) {
      return Optional.of("place: say where it was");
    }
    if (sighting.time().isEmpty()) {
      return Optional.of("time: say when it was");
    }
    return sighting.words().isBlank()
        ? Optional.of("words: say what was seen, and how")
        : Optional.empty();
  }

  /// What a later word lacks, if anything.
  static Optional<String> lacks(Stance stance, Sighting sighting) {
    return switch (stance) {
      case CORRECTED -> whole(sighting);
      case CONTESTED -> reason(true, sighting.words());
      case AGREED -> Optional.empty();
      case TAKEN_BACK ->
          sighting.place().isPresent() || sighting.time().isPresent()
              ? Optional.of("place: what is taken back has no new place and no time")
              : Optional.empty();
    };
  }

  private static Optional<String> reason(boolean contested, String words) {
    return contested && words.isBlank()
        ? Optional.of("words: say why it is contested")
        : Optional.empty();
  }

  /// Why it says nothing that counts when that party writes it to those readers, if so.
  default Optional<String> problem(PartyId author, Audience to) {
    if (to instanceof Audience.Sealed) {
      return Optional.of("what is claimed must name its readers");
    }
    return switch (this) {
      case Reported reported -> told(author, reported.of(), to);
      case Spoken spoken -> {
        PartyId reporter = spoken.report().origin().party();
        boolean own = reporter.equals(author);
        boolean fits =
            switch (spoken.stance()) {
              case CORRECTED -> own;
              case CONTESTED, AGREED -> !own;
              case TAKEN_BACK -> true;
            };
        yield fits
            ? told(author, reporter, to)
            : Optional.of(
                own
                    ? "it answers a report of its own"
                    : "it corrects a report that %s has made".formatted(reporter));
      }
      case OnBasis basis ->
          basis.operation().party().equals(author)
              ? Optional.of("it contests the basis of an operation of its own")
              : told(author, basis.operation().party(), to);
    };
  }

  private static Optional<String> told(PartyId author, PartyId other, Audience to) {
    return other.equals(author) || to.names(other)
        ? Optional.empty()
        : Optional.of("it speaks of %s, but not to it".formatted(other));
  }

  /// True if bodies of this type are read by [#parse].
  static boolean knows(String type) {
    return type.equals(REPORT)
        || type.equals(CONTEST)
        || type.equals(TAKE_BACK)
        || stance(type).isPresent();
  }

  private static Optional<Stance> stance(String type) {
    for (Stance each : Stance.values()) {
      if (each.type().equals(type)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// Reads a body of a log of that theatre.
  static Outcome<ClaimBody> parse(TheatreId theatre, byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, object -> read(theatre, object));
  }

  private static ClaimBody read(TheatreId theatre, JsonObject from) {
    JsonField type = from.required("type");
    String word = type.asText(32);
    Optional<DisplayName> by = from.optional("by").map(each -> each.as(DisplayName::parse));
    if (word.equals(CONTEST) || word.equals(TAKE_BACK)) {
      return onBasis(from, word.equals(CONTEST), by);
    }
    if (word.equals(REPORT)) {
      return reported(theatre, from, by);
    }
    Stance stance =
        stance(word).orElseThrow(() -> type.refuse(RefusalCode.MALFORMED, "not about a claim"));
    EntryPlace report = place(theatre, from.required("report"));
    Sighting sighting = Sighting.read(from);
    refuse(from, lacks(stance, sighting));
    return new Spoken(stance, report, sighting, by);
  }

  private static void refuse(JsonObject from, Optional<String> problem) {
    problem.ifPresent(
        words -> {
          throw from.refuse(RefusalCode.MALFORMED, words);
        });
  }

  private static EntryPlace place(TheatreId theatre, JsonField field) {
    return field.asObject(object -> PlaceJson.read(theatre, object));
  }

  private static Reported reported(TheatreId theatre, JsonObject from, Optional<DisplayName> by) {
    PartyId of = from.required("of").as(PartyId::parse);
    Hash agreement = from.required("agreement").asHash();
    Outcome<ArticleRef> line =
        ArticleRef.of(agreement, from.required("article").asText(ArticleRef.CHARS_MAX));
    Sighting sighting = Sighting.read(from);
    refuse(from, whole(sighting));
    return switch (line) {
      case Outcome.Refused<ArticleRef>(var refusal) ->
          throw from.refuse(refusal.code(), refusal.detail());
      case Outcome.Accepted<ArticleRef>(var article) ->
          new Reported(
              of,
              article,
              sighting,
              from.optional("operation").map(each -> each.as(OperationId::parse)),
              from.optional("messages")
                  .map(each -> each.asList(MESSAGES_MAX, one -> place(theatre, one)))
                  .orElse(List.of()),
              by);
    };
  }

  private static OnBasis onBasis(JsonObject from, boolean contested, Optional<DisplayName> by) {
    OperationId operation = from.required("operation").as(OperationId::parse);
    int revision = from.required("revision").asInt(1, OperationMessage.REVISION_MAX);
    Hash basis = from.required("basis").asHash();
    String words = from.required("words").asText(Sighting.WORDS_CHARS_MAX);
    refuse(from, Sighting.problem(words).or(() -> reason(contested, words)));
    return new OnBasis(contested, operation, revision, basis, words, by);
  }

  /// The bytes of a body that says this.
  default byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          switch (this) {
            case Reported reported -> write(out.put("type", REPORT), reported);
            case Spoken spoken -> {
              out.put("type", spoken.stance().type())
                  .object("report", each -> PlaceJson.write(each, spoken.report()));
              spoken.sighting().write(out);
            }
            case OnBasis basis ->
                out.put("type", basis.type())
                    .put("operation", basis.operation().text())
                    .put("revision", basis.revision())
                    .put("basis", basis.basis())
                    .put("words", basis.words());
          }
          by().ifPresent(name -> out.put("by", name.text()));
        });
  }

  private static void write(JsonWriter out, Reported reported) {
    out.put("of", reported.of().text())
        .put("agreement", reported.line().agreement())
        .put("article", reported.line().article());
    reported.sighting().write(out);
    reported.operation().ifPresent(id -> out.put("operation", id.text()));
    if (!reported.messages().isEmpty()) {
      out.array(
          "messages",
          reported.messages(),
          (list, at) -> list.object(each -> PlaceJson.write(each, at)));
    }
  }
}
