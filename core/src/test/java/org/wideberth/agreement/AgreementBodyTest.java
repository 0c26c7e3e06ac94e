package org.wideberth.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.agreement.AgreementBody.Done;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

final class AgreementBodyTest {
  private static final Hash HASH = Hash.sha256(new byte[] {7});
  private static final Speaker ANNA = new Speaker(new DisplayName("Anna"), "commander");
  private static final Instant LATER = Instant.parse("2026-06-01T06:00:00Z");

  @Test
  void whatIsWrittenIsReadBack() {
    for (Step step : Step.values()) {
      boolean ends = step == Step.END;
      AgreementBody asked =
          new Asked(
              step,
              HASH,
              ends ? List.of() : List.of("lines/river", "zones/ward"),
              ends ? Optional.of(LATER) : Optional.empty(),
              "The bridge is out.",
              ANNA);
      AgreementBody done = new Done(step, HASH, ANNA);
      assertThat(AgreementBody.parse(asked.toBytes()).orThrow()).isEqualTo(asked);
      assertThat(AgreementBody.parse(done.toBytes()).orThrow()).isEqualTo(done);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "agreement-suspension-asked|agreement-approved|not about an agreement",
        "lines/river|lines/River|names as in lines/river",
        "\"lines/river\",\"zones/ward\"|\"zones/ward\",\"lines/river\"|sorted, each once",
        "\"lines/river\",\"zones/ward\"|\"lines/river\",\"lines/river\"|sorted, each once",
        "The bridge is out.|' '|say why",
        "\"reason\"|\"x\"|reason",
        "\"Anna\"|\" Anna\"|by.name",
        "\"commander\"|\"Commander\"|by.role",
        "\"articles\"|\"from\":1780293600000,\"articles\"|from: an end says from when",
        "\"reason\"|\"more\":1,\"reason\"|more",
      })
  void whatIsNotSoIsRefusedAndNamed(String right, String wrong, String says) {
    String text =
        new String(
            new Asked(
                    Step.SUSPENSION,
                    HASH,
                    List.of("lines/river", "zones/ward"),
                    Optional.empty(),
                    "The bridge is out.",
                    ANNA)
                .toBytes(),
            UTF_8);
    assertThat(text).contains(right);
    assertThat(refusal(text.replace(right, wrong))).contains(says);
  }

  @Test
  void anEndSaysFromWhenAndIsOfTheWhole() {
    String text =
        new String(
            new Asked(Step.END, HASH, List.of(), Optional.of(LATER), "Over.", ANNA).toBytes(),
            UTF_8);
    assertThat(refusal(text.replaceFirst("\"from\":[0-9]+,", ""))).contains("from: an end says");
    assertThat(refusal(text.replaceFirst("\"from\":[0-9]+", "\"from\":1"))).contains("2000");
    assertThat(refusal(text.replace("\"reason\"", "\"articles\":[\"lines/river\"],\"reason\"")))
        .contains("ends as a whole");
  }

  @Test
  void reasonsAndArticlesAreLimited() {
    assertThat(asked("x".repeat(Asked.REASON_CHARS_MAX), List.of()))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(asked("x".repeat(Asked.REASON_CHARS_MAX + 1), List.of()))
        .isInstanceOf(Outcome.Refused.class);
    List<String> most = names(Asked.ARTICLES_MAX);
    assertThat(asked("x", most)).isInstanceOf(Outcome.Accepted.class);
    assertThat(asked("x", names(Asked.ARTICLES_MAX + 1))).isInstanceOf(Outcome.Refused.class);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj("zones/z%03d"::formatted).toList();
  }

  private static Outcome<Asked> asked(String reason, List<String> articles) {
    return Asked.of(Step.SUSPENSION, HASH, articles, Optional.empty(), reason, ANNA);
  }

  private static String refusal(String text) {
    return ((Outcome.Refused<AgreementBody>) AgreementBody.parse(text.getBytes(UTF_8)))
        .refusal()
        .detail();
  }
}
