package org.wideberth.settlement;

import java.util.Optional;
import java.util.stream.Collectors;
import org.wideberth.channel.FreeText;
import org.wideberth.channel.PlaceJson;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.operation.VolumeJson;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry by which a party speaks of a finding between its own operation and
/// another's, or of what is found about one of the two by itself. Immutable.
///
/// An offer is named by the entry that makes it, hash included: who agrees to it signs for exactly
/// what was offered.
public sealed interface SettlementBody {
  /// A few sentences.
  int WORDS_CHARS_MAX = 1_000;

  /// Which finding.
  FindingName finding();

  /// In a person's own words; may be empty.
  String words();

  /// Who says it, as known to the author's node.
  Optional<DisplayName> by();

  /// Somebody of the author's party has taken the finding up.
  record Taken(FindingName finding, String words, Optional<DisplayName> by)
      implements SettlementBody {
    /// @throws IllegalArgumentException if [SettlementBody#problem] has words
    public Taken {
      check(words);
    }
  }

  /// The author offers, or asks for, a change of one of the two operations.
  ///
  /// @param operation the one that is to change: its party yields
  /// @param revision at which it is to change
  /// @param answers the other side's offer that it takes the place of, if it does
  record Offered(
      FindingName finding,
      OperationId operation,
      int revision,
      Change change,
      Optional<EntryPlace> answers,
      String words,
      Optional<DisplayName> by)
      implements SettlementBody {
    /// @throws IllegalArgumentException if [#of] would refuse it
    public Offered {
      problem(finding, operation, change, words)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }

    /// Checks what a person wrote.
    public static Outcome<Offered> of(
        FindingName finding,
        OperationId operation,
        int revision,
        Change change,
        Optional<EntryPlace> answers,
        String words,
        Optional<DisplayName> by) {
      return problem(finding, operation, change, words)
          .map(problem -> Outcome.<Offered>refuse(RefusalCode.MALFORMED, problem))
          .orElseGet(
              () ->
                  Outcome.accept(
                      new Offered(finding, operation, revision, change, answers, words, by)));
    }

    private static Optional<String> problem(
        FindingName finding, OperationId operation, Change change, String words) {
      if (!finding.names(operation)) {
        return Optional.of(
            "operation: it must be "
                + finding.operations().stream()
                    .map(OperationId::text)
                    .collect(Collectors.joining(" or ")));
      }
      if (change instanceof Change.AsWorded && words.isBlank()) {
        return Optional.of(
            "words: say what is to change, or give a time, heights, or that it is withdrawn");
      }
      return SettlementBody.problem(words);
    }

    /// Who yields if it is agreed to.
    public PartyId yields() {
      return operation.party();
    }
  }

  /// What becomes of an offer.
  ///
  /// @param offer the entry that makes it
  record Answered(
      Answer answer, FindingName finding, EntryPlace offer, String words, Optional<DisplayName> by)
      implements SettlementBody {
    /// @throws IllegalArgumentException if [SettlementBody#problem] has words
    public Answered {
      check(words);
    }
  }

  /// What can be said of an offer.
  enum Answer {
    /// By the other side: it is to be carried out as offered.
    AGREED,
    /// By the other side: it is not.
    DECLINED,
    /// By whoever made it: it is offered no longer.
    WITHDRAWN;

    private String type() {
      return "offer-" + JsonField.wordOf(this);
    }
  }

  /// Why words cannot be sent, if so.
  static Optional<String> problem(String words) {
    return FreeText.problem(words, WORDS_CHARS_MAX).map(problem -> "words: " + problem);
  }

  private static void check(String words) {
    problem(words)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /// Why it says nothing that counts when that party writes it to those readers, if so. What stays
  /// with the author alone is for nobody else to judge.
  default Optional<String> problem(PartyId author, Audience to) {
    if (!finding().involves(author)) {
      return Optional.of("it speaks of a finding between other parties");
    }
    PartyId other = finding().across(author);
    boolean alone = this instanceof Taken && to.equals(Audience.authorOnly());
    if (!alone && !to.names(other)) {
      return Optional.of("it speaks of a finding with %s, but not to it".formatted(other));
    }
    boolean own = this instanceof Answered answered && answered.answer() == Answer.WITHDRAWN;
    return offer()
        .filter(offer -> !offer.origin().party().equals(own ? author : other))
        .map(
            _ ->
                own
                    ? "it withdraws an offer that its author has not made"
                    : "it answers an offer that %s has not made".formatted(other));
  }

  private Optional<EntryPlace> offer() {
    return switch (this) {
      case Taken _ -> Optional.empty();
      case Offered offered -> offered.answers();
      case Answered answered -> Optional.of(answered.offer());
    };
  }

  /// True if bodies of this type are read by [#parse].
  static boolean knows(String type) {
    return type.equals("finding-taken")
        || type.equals("change-offered")
        || answer(type).isPresent();
  }

  private static Optional<Answer> answer(String type) {
    for (Answer each : Answer.values()) {
      if (each.type().equals(type)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// Reads a body of a log of that theatre.
  static Outcome<SettlementBody> parse(TheatreId theatre, byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, object -> read(theatre, object));
  }

  private static SettlementBody read(TheatreId theatre, JsonObject from) {
    JsonField type = from.required("type");
    String word = type.asText(32);
    FindingName finding = FindingName.read(from.required("finding"));
    JsonField field = from.required("words");
    String words = field.asText(WORDS_CHARS_MAX);
    problem(words)
        .ifPresent(
            problem -> {
              throw from.refuse(RefusalCode.MALFORMED, problem);
            });
    Optional<DisplayName> by = from.optional("by").map(each -> each.as(DisplayName::parse));
    if (word.equals("finding-taken")) {
      return new Taken(finding, words, by);
    }
    if (word.equals("change-offered")) {
      return offered(theatre, from, finding, words, by);
    }
    Answer answer =
        answer(word)
            .orElseThrow(() -> type.refuse(RefusalCode.MALFORMED, "not about a settlement"));
    return new Answered(answer, finding, place(theatre, from.required("offer")), words, by);
  }

  private static EntryPlace place(TheatreId theatre, JsonField field) {
    return field.asObject(object -> PlaceJson.read(theatre, object));
  }

  private static Offered offered(
      TheatreId theatre,
      JsonObject from,
      FindingName finding,
      String words,
      Optional<DisplayName> by) {
    Outcome<Offered> offered =
        Offered.of(
            finding,
            from.required("operation").as(OperationId::parse),
            from.required("revision").asInt(1, OperationMessage.REVISION_MAX),
            change(from),
            from.optional("answers").map(each -> place(theatre, each)),
            words,
            by);
    return switch (offered) {
      case Outcome.Accepted<Offered>(var offer) -> offer;
      case Outcome.Refused<Offered>(var refusal) ->
          throw from.refuse(refusal.code(), refusal.detail());
    };
  }

  private static Change change(JsonObject from) {
    Optional<TimeWindow> time =
        from.optional("time").map(each -> each.asObject(o -> window(each, o)));
    Optional<HeightBand> heights = from.optional("heights").map(VolumeJson::heights);
    if (!from.required("withdraw").asBool()) {
      return Change.to(time, heights);
    }
    if (time.isPresent() || heights.isPresent()) {
      throw from.refuse(
          RefusalCode.MALFORMED, "withdraw: what is withdrawn has no new time and no heights");
    }
    return new Change.Withdraw();
  }

  private static TimeWindow window(JsonField field, JsonObject from) {
    return field.check(
        TimeWindow.ofEpochMillis(
            from.required("start").asLong(Long.MIN_VALUE, Long.MAX_VALUE),
            from.required("end").asLong(Long.MIN_VALUE, Long.MAX_VALUE)));
  }

  private static String type(SettlementBody body) {
    return switch (body) {
      case Taken _ -> "finding-taken";
      case Offered _ -> "change-offered";
      case Answered answered -> answered.answer().type();
    };
  }

  /// The bytes of a body that says this.
  default byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          out.put("type", type(this)).object("finding", finding()::write);
          switch (this) {
            case Taken _ -> {}
            case Offered offered -> write(out, offered);
            case Answered answered ->
                out.object("offer", each -> PlaceJson.write(each, answered.offer()));
          }
          out.put("words", words());
          by().ifPresent(name -> out.put("by", name.text()));
        });
  }

  private static void write(JsonWriter out, Offered offered) {
    out.put("operation", offered.operation().text())
        .put("revision", offered.revision())
        .put("withdraw", offered.change() instanceof Change.Withdraw);
    if (offered.change() instanceof Change.Move(var time, var heights)) {
      time.ifPresent(
          window ->
              out.object("time", t -> t.put("start", window.start()).put("end", window.end())));
      heights.ifPresent(band -> out.object("heights", h -> VolumeJson.write(h, band)));
    }
    offered.answers().ifPresent(at -> out.object("answers", each -> PlaceJson.write(each, at)));
  }
}
