package org.wideberth.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wideberth.channel.FreeText;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry by which a party suspends, resumes or ends an agreement of its own: always
/// to everybody, and always two entries by two people. None of it touches links, receipts, watches
/// or messages. Immutable.
public sealed interface AgreementBody extends RulesSaying {
  /// What is done.
  Step step();

  /// The person of the party who says so.
  Speaker by();

  /// What two people of a party can do to an agreement.
  enum Step {
    /// The party says that it does not keep to the agreement, or to some of its articles.
    SUSPENSION("agreement-suspension-asked", "agreement-suspended"),
    /// It keeps to it again.
    RESUMPTION("agreement-resumption-asked", "agreement-resumed"),
    /// It does not hold itself to the agreement any more, from a time on.
    END("agreement-end-asked", "agreement-ended");

    private final String asked;
    private final String done;

    Step(String asked, String done) {
      this.asked = asked;
      this.done = done;
    }

    public String word() {
      return JsonField.wordOf(this);
    }
  }

  /// One person asks for it.
  ///
  /// @param agreement hash of the document
  /// @param articles which of its articles, sorted, each once: `lines/dnipro`; none for all of it
  /// @param from of an end: from when
  /// @param reason in the person's words; not blank
  record Asked(
      Step step,
      Hash agreement,
      List<String> articles,
      Optional<Instant> from,
      String reason,
      Speaker by)
      implements AgreementBody {
    /// A party that has more to suspend suspends the whole.
    public static final int ARTICLES_MAX = 64;

    private static final Pattern ARTICLE =
        Pattern.compile("[a-z][a-z-]{0,31}(/[a-z][a-z0-9-]{0,31})?");

    /// A paragraph.
    public static final int REASON_CHARS_MAX = 500;

    /// @throws IllegalArgumentException if [#of] would refuse it
    public Asked {
      articles = List.copyOf(articles);
      problem(step, articles, from, reason)
          .ifPresent(
              words -> {
                throw new IllegalArgumentException(words);
              });
    }

    /// Checks what a person wrote.
    public static Outcome<Asked> of(
        Step step,
        Hash agreement,
        List<String> articles,
        Optional<Instant> from,
        String reason,
        Speaker by) {
      return problem(step, articles, from, reason)
          .map(words -> Outcome.<Asked>refuse(RefusalCode.MALFORMED, words))
          .orElseGet(() -> Outcome.accept(new Asked(step, agreement, articles, from, reason, by)));
    }

    private static Optional<String> problem(
        Step step, List<String> articles, Optional<Instant> from, String reason) {
      boolean ends = step == Step.END;
      if (articles.size() > ARTICLES_MAX) {
        return Optional.of("articles: at most %d; suspend the whole".formatted(ARTICLES_MAX));
      }
      if (!articles.equals(articles.stream().sorted().distinct().toList())
          || !articles.stream().allMatch(each -> ARTICLE.matcher(each).matches())) {
        return Optional.of("articles: names as in lines/river are expected, sorted, each once");
      }
      if (ends && !articles.isEmpty()) {
        return Optional.of("articles: an agreement ends as a whole; amend it to drop articles");
      }
      if (ends != from.isPresent() || from.filter(time -> !Lineage.isTime(time)).isPresent()) {
        return Optional.of("from: an end says from when, in the years 2000 to 2099; nothing else");
      }
      if (reason.isBlank()) {
        return Optional.of("reason: say why");
      }
      return FreeText.problem(reason, REASON_CHARS_MAX).map(words -> "reason: " + words);
    }
  }

  /// Another person of the same party does it.
  ///
  /// @param asked SHA-256 of the entry that asks for it, in the same log
  record Done(Step step, Hash asked, Speaker by) implements AgreementBody {}

  /// True if bodies of this type are read by [#parse].
  static boolean knows(String type) {
    return type.startsWith("agreement-");
  }

  static Outcome<AgreementBody> parse(byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, AgreementBody::read);
  }

  private static AgreementBody read(JsonObject from) {
    JsonField typeField = from.required("type");
    String type = typeField.asText(32);
    Speaker by = from.required("by").asObject(Speaker::read);
    for (Step step : Step.values()) {
      if (type.equals(step.asked)) {
        return asked(step, from, by);
      }
      if (type.equals(step.done)) {
        return new Done(step, from.required("asked").asHash(), by);
      }
    }
    throw typeField.refuse(RefusalCode.MALFORMED, "not about an agreement");
  }

  private static Asked asked(Step step, JsonObject from, Speaker by) {
    Hash agreement = from.required("agreement").asHash();
    List<String> articles =
        from.optional("articles")
            .map(field -> field.asList(Asked.ARTICLES_MAX, each -> each.asText(65)))
            .orElse(List.of());
    Optional<Instant> at = from.optional("from").map(Lineage::time);
    JsonField reason = from.required("reason");
    return reason.check(
        Asked.of(step, agreement, articles, at, reason.asText(Asked.REASON_CHARS_MAX), by));
  }

  /// The bytes of a body that says this.
  default byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          switch (this) {
            case Asked asked -> {
              out.put("type", step().asked).put("agreement", asked.agreement());
              if (!asked.articles().isEmpty()) {
                out.array("articles", asked.articles(), JsonWriter.Elements::add);
              }
              asked.from().ifPresent(time -> out.put("from", time));
              out.put("reason", asked.reason());
            }
            case Done done -> out.put("type", step().done).put("asked", done.asked());
          }
          out.object("by", by()::write);
        });
  }
}
