package org.wideberth.agreement;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.TestTimes;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.RefusalCode;

/// The sections `ladder`, `answer_deadlines` and `test_times` of a rules document. Each may be
/// missing, and is not written if it says nothing.
final class TermsJson {
  /// An hour apart, no more fit into a day.
  private static final int TESTS_MAX = 24;

  private TermsJson() {}

  static ChannelTerms read(JsonObject from) {
    Optional<LadderTimes> ladder =
        from.optional("ladder").map(field -> field.asObject(TermsJson::ladder));
    NavigableMap<Precedence, AnswerTimes> answers = new TreeMap<>();
    from.optional("answer_deadlines").ifPresent(field -> answers(field, answers));
    return new ChannelTerms(ladder, answers, from.optional("test_times").map(TermsJson::tests));
  }

  private static LadderTimes ladder(JsonObject from) {
    return new LadderTimes(rung(from, "next_desk_s"), rung(from, "commander_s"));
  }

  private static int rung(JsonObject from, String name) {
    return from.required(name).asInt(LadderTimes.MIN_S, LadderTimes.MAX_S);
  }

  private static void answers(JsonField field, NavigableMap<Precedence, AnswerTimes> into) {
    List<Precedence> named =
        field.asList(
            Precedence.values().length,
            each ->
                each.asObject(
                    one -> {
                      Precedence of = one.required("precedence").asOneOf(Precedence.class);
                      if (into.put(of, times(one)) != null) {
                        throw one.refuse(RefusalCode.MALFORMED, of.word() + " stands twice");
                      }
                      return of;
                    }));
    if (named.isEmpty()) {
      throw field.refuse(RefusalCode.MALFORMED, "at least one precedence is expected");
    }
  }

  private static AnswerTimes times(JsonObject from) {
    Optional<Integer> acknowledged = seconds(from, "acknowledged_s");
    Optional<Integer> answered = seconds(from, "answered_s");
    AnswerTimes.problem(acknowledged, answered)
        .ifPresent(
            words -> {
              throw from.refuse(RefusalCode.MALFORMED, words);
            });
    return new AnswerTimes(acknowledged, answered);
  }

  private static Optional<Integer> seconds(JsonObject from, String name) {
    return from.optional(name).map(field -> field.asInt(AnswerTimes.MIN_S, AnswerTimes.MAX_S));
  }

  private static TestTimes tests(JsonField field) {
    List<LocalTime> times = field.asList(TESTS_MAX, each -> each.as(TestTimes::parseOne));
    if (times.isEmpty() || !times.equals(times.stream().sorted().distinct().toList())) {
      throw field.refuse(
          RefusalCode.MALFORMED, "the times must be sorted, each once, and at least one");
    }
    TestTimes tests = new TestTimes(times);
    if (!tests.isApart()) {
      throw field.refuse(RefusalCode.MALFORMED, "tests are an hour apart at least");
    }
    return tests;
  }

  static void write(JsonWriter to, ChannelTerms terms) {
    terms
        .ladder()
        .ifPresent(
            ladder ->
                to.object(
                    "ladder",
                    one ->
                        one.put("next_desk_s", ladder.nextDeskS())
                            .put("commander_s", ladder.commanderS())));
    if (!terms.answers().isEmpty()) {
      to.array(
          "answer_deadlines",
          terms.answers().entrySet(),
          (list, each) ->
              list.object(
                  one -> {
                    one.put("precedence", each.getKey());
                    each.getValue().acknowledgedS().ifPresent(s -> one.put("acknowledged_s", s));
                    each.getValue().answeredS().ifPresent(s -> one.put("answered_s", s));
                  }));
    }
    terms
        .tests()
        .ifPresent(
            tests ->
                to.array("test_times", new ArrayList<>(tests.texts()), JsonWriter.Elements::add));
  }
}
