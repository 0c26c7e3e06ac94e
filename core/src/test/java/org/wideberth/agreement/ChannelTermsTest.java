package org.wideberth.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.TestTimes;
import org.wideberth.geo.Minimum;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;

final class ChannelTermsTest {
  private static final RulesDocument MINIMA =
      RulesDocument.uniform(
          new TheatreId("river"),
          1,
          "minima",
          List.of(new PartyId("amber"), new PartyId("cobalt")),
          Minimum.ofMetresAndFeet(9_260, 1_000));
  private static final ChannelTerms TERMS =
      new ChannelTerms(
          Optional.of(new LadderTimes(30, 45)),
          new TreeMap<>(
              Map.of(
                  Precedence.FLASH,
                  new AnswerTimes(Optional.of(60), Optional.of(300)),
                  Precedence.ROUTINE,
                  new AnswerTimes(Optional.empty(), Optional.of(86_400)))),
          Optional.of(TestTimes.parse("05:30,17:30").orThrow()));
  private static final Rules ALL = of(TERMS);

  private static Rules of(ChannelTerms terms) {
    return Rules.of(MINIMA.with(Articles.NONE.with(terms)));
  }

  @Test
  void aDocumentIsReadAsItWasWritten() {
    assertThat(Rules.parse(ALL.text()).orThrow()).isEqualTo(ALL);
    assertThat(ALL.text())
        .contains(
            "\"ladder\":{\"next_desk_s\":30,\"commander_s\":45}",
            "\"answer_deadlines\":[{\"precedence\":\"routine\",\"answered_s\":86400},"
                + "{\"precedence\":\"flash\",\"acknowledged_s\":60,\"answered_s\":300}]",
            "\"test_times\":[\"05:30\",\"17:30\"]");
    assertThat(Rules.of(MINIMA).text()).doesNotContain("ladder", "answer", "test_times");
    assertThat(ALL.document().articles().isEmpty()).as("to look at operations by").isTrue();
    assertThat(ALL.document().articleNames()).isEqualTo(MINIMA.articleNames());
  }

  @Test
  void whatIsWrongIsRefusedByName() {
    refused("\"next_desk_s\":30", "\"next_desk_s\":9", "ladder.next_desk_s: 9 is not within 10");
    refused("\"next_desk_s\":30", "\"next_desk_s\":3601", "ladder.next_desk_s: 3601 is not");
    refused("\"next_desk_s\":30", "\"next_desk_s\":30.5", "whole numbers only");
    refused("\"commander_s\":45", "\"commander_s\":\"45\"", "ladder.commander_s: ");
    refused("\"commander_s\":45", "\"commander_s\":3601", "ladder.commander_s: 3601 is not");
    refused(",\"commander_s\":45", "", "\"commander_s\" is missing");
    refused("{\"next_desk_s\"", "{\"never\":1,\"next_desk_s\"", "\"never\" is not known here");
    refused("\"precedence\":\"flash\"", "\"precedence\":\"loud\"", "deadlines[1].precedence: ");
    refused("\"precedence\":\"flash\"", "\"precedence\":\"routine\"", "routine stands twice");
    refused("\"acknowledged_s\":60", "\"acknowledged_s\":9", "[1].acknowledged_s: 9 is not");
    refused("\"acknowledged_s\":60", "\"acknowledged_s\":301", "answered_s\" is not the shorter");
    refused("\"answered_s\":300", "\"answered_s\":604801", "deadlines[1].answered_s: 604801");
    refused(",\"answered_s\":86400", "", "or both are expected");
    refused("\"answered_s\":86400", "\"within_s\":1", "is not known here", "are expected");
    String answers = ALL.text().replaceFirst(".*(\"answer_deadlines\":\\[[^]]*]).*", "$1");
    refused(answers, "\"answer_deadlines\":[]", "answer_deadlines: at least one precedence");
    refused("\"05:30\"", "\"5:30\"", "test_times[0]: a time of day in UTC");
    refused("\"05:30\"", "\"24:00\"", "test_times[0]: a time of day in UTC");
    refused("\"05:30\"", "330", "test_times[0]: ");
    refused("\"05:30\"", "\"18:30\"", "test_times: the times must be sorted");
    refused("\"05:30\"", "\"17:30\"", "test_times: the times must be sorted");
    refused("\"05:30\"", "\"16:31\"", "test_times: tests are an hour apart");
    refused("[\"05:30\",\"17:30\"]", "[]", "test_times: the times must be sorted");
  }

  private static void refused(String part, String by, String... anyOf) {
    assertThat(ALL.text()).contains(part);
    String text = ALL.text().replaceFirst(Pattern.quote(part), by);
    if (!(Rules.parse(text) instanceof Outcome.Refused<Rules>(Refusal refusal))) {
      throw new AssertionError("it was read: " + by);
    }
    assertThat(List.of(anyOf)).as(refusal.detail()).anyMatch(refusal.detail()::contains);
  }

  @Test
  void limitsHoldAtTheLimitAndNotPastIt() {
    String one = ALL.text();
    for (String text :
        List.of(
            one.replace("\"next_desk_s\":30", "\"next_desk_s\":10"),
            one.replace("\"commander_s\":45", "\"commander_s\":3600"),
            one.replace("\"acknowledged_s\":60", "\"acknowledged_s\":300"),
            one.replace("\"acknowledged_s\":60", "\"acknowledged_s\":10"),
            one.replace("\"answered_s\":86400", "\"answered_s\":604800"),
            one.replace("\"05:30\"", "\"16:30\""))) {
      assertThat(text).isNotEqualTo(one);
      assertThat(Rules.parse(text)).isInstanceOf(Outcome.Accepted.class);
    }
    StringBuilder hours = new StringBuilder("\"00:00\"");
    for (int hour = 1; hour < 24; hour++) {
      hours.append(",\"%02d:00\"".formatted(hour));
    }
    String hourly = one.replace("\"05:30\",\"17:30\"", hours);
    assertThat(Rules.parse(hourly)).isInstanceOf(Outcome.Accepted.class);
    assertThat(Rules.parse(hourly.replace("\"23:00\"", "\"23:00\",\"23:30\"")))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aPersonReadsWhatChanges() {
    assertThat(RulesChanges.between(MINIMA, ALL.document()))
        .extracting(RulesChange::article, RulesChange::word, RulesChange::words)
        .containsExactly(
            tuple(
                "ladder",
                "added",
                "from the usual (next desk after 60 s, the commander 60 s later) to next desk after"
                    + " 30 s, the commander 45 s later"),
            tuple("answer-deadlines/routine", "added", "answered within 86400 s"),
            tuple(
                "answer-deadlines/flash",
                "added",
                "acknowledged within 60 s, answered within 300 s"),
            tuple(
                "test-times",
                "added",
                "from when each party has set to daily at 05:30, 17:30 UTC"));
    Rules other =
        of(
            new ChannelTerms(
                TERMS.ladder(),
                new TreeMap<>(
                    Map.of(Precedence.FLASH, new AnswerTimes(Optional.of(30), Optional.empty()))),
                Optional.of(TestTimes.USUAL)));
    assertThat(RulesChanges.between(ALL.document(), other.document()))
        .extracting(RulesChange::article, RulesChange::word, RulesChange::words)
        .containsExactly(
            tuple("answer-deadlines/routine", "removed", "answered within 86400 s"),
            tuple(
                "answer-deadlines/flash",
                "changed",
                "from acknowledged within 60 s, answered within 300 s to acknowledged within 30 s"),
            tuple(
                "test-times",
                "changed",
                "from daily at 05:30, 17:30 UTC to daily at 06:00, 18:00 UTC"));
  }
}
