package org.wideberth.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.TestTimes;
import org.wideberth.geo.Minimum;

class FriendlyRulesTest {
  private static final String TEMPLATE =
      FriendlyRules.template("lower-valley", List.of("amber", "cobalt"));

  @Test
  void theTemplateIsADocumentWithEveryPair() {
    RulesDocument document = parsed(FriendlyRules.document(TEMPLATE.getBytes(UTF_8), "elsewhere"));

    assertThat(document.theatre().text()).isEqualTo("lower-valley");
    assertThat(document.minima()).hasSize(15);
    assertThat(document.qnh()).isPresent();
    assertThat(document.minima().values())
        .contains(new Minimum(926_000, 3_048_000), new Minimum(50_000, 1_524_000));
  }

  @Test
  void theTheatreMayBeLeftOutAndKindsMayStandInAnyOrder() {
    String given =
        TEMPLATE
            .replace("  \"theatre\": \"lower-valley\",\n", "")
            .replace("\"air\", \"hazard\"", "\"hazard\", \"air\"");

    assertThat(parsed(FriendlyRules.document(given.getBytes(UTF_8), "upper-valley")).theatre())
        .hasToString("upper-valley");
  }

  @Test
  void anExactDocumentIsProposedByteForByte() {
    byte[] exact = FriendlyRules.document(TEMPLATE.getBytes(UTF_8), "lower-valley");
    byte[] spaced = new String(exact, UTF_8).replace(",", " ,\n").getBytes(UTF_8);

    assertThat(FriendlyRules.document(spaced, "lower-valley")).isSameAs(spaced);
  }

  @Test
  void articlesAboutTheChannelAreTakenOverAsTheyAre() {
    String terms =
        """
        "ladder": {"next_desk_s": 30, "commander_s": 30},
        "answer_deadlines": [{"precedence": "flash", "acknowledged_s": 60}],
        "test_times": ["05:30"],
        "qnh_hpa"\
        """;
    String given = TEMPLATE.replace("\"qnh_hpa\"", terms);
    ChannelTerms read =
        parsed(FriendlyRules.document(given.getBytes(UTF_8), "lower-valley")).articles().channel();
    assertThat(read.ladder()).contains(new LadderTimes(30, 30));
    assertThat(read.answers().keySet()).containsExactly(Precedence.FLASH);
    assertThat(read.tests()).contains(TestTimes.parse("05:30").orThrow());
  }

  @Test
  void whatIsNotWholeOrAmbiguousOrUnknownIsRefusedInWords() {
    refused(TEMPLATE.replace("\"lateral_nm\": 5", "\"lateral_nm\": 0.000001"), "not whole");
    refused(TEMPLATE.replace("\"lateral_nm\": 5", "\"lateral_nm\": 5, \"lateral_m\": 5"), "one of");
    refused(TEMPLATE.replace("\"lateral_nm\": 5, ", ""), "air and air");
    refused(TEMPLATE.replace("\"title\"", "\"titel\""), "titel");
    refused(TEMPLATE.substring(9), "not JSON");
  }

  private static void refused(String given, String words) {
    assertThatThrownBy(() -> FriendlyRules.document(given.getBytes(UTF_8), "lower-valley"))
        .isInstanceOf(Stop.class)
        .hasMessageContaining(words);
  }

  private static RulesDocument parsed(byte[] document) {
    return Rules.parse(new String(document, UTF_8)).orThrow().document();
  }
}
