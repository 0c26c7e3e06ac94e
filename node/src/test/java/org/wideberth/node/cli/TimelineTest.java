package org.wideberth.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.party.PartyId;
import org.wideberth.record.BundleReport;
import org.wideberth.record.Claim;
import org.wideberth.record.Claim.Kind;
import org.wideberth.record.Claim.Standing;
import org.wideberth.record.Origin;

final class TimelineTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  private static Claim claim(Kind kind, String log, long seq, String party, int s, String words) {
    return new Claim(
        kind,
        Standing.PROVEN,
        Optional.of(Origin.parse("valley/" + log + "/1").orThrow()),
        seq,
        Optional.of(new PartyId(party)),
        Optional.of(NOON.plusSeconds(s)),
        words);
  }

  private static Timeline of(Claim... claims) {
    return Timeline.of(new BundleReport(List.of(claims), List.of(), Standing.PROVEN));
  }

  @Test
  void entriesStandInTheOrderOfTheTimesThatTheirAuthorsClaim() {
    Timeline timeline =
        of(
            claim(Kind.WROTE, "amber", 7, "amber", 20, "second"),
            claim(Kind.WROTE, "cobalt", 1, "cobalt", 20, "third"),
            claim(Kind.WROTE, "amber", 9, "amber", 10, "first"),
            claim(Kind.CARD, "amber", -1, "amber", 0, "a card"));
    assertThat(timeline.steps())
        .extracting(Timeline.Step::words)
        .containsExactly("first", "second", "third");
    assertThat(timeline.others()).containsExactly("a card");
  }

  @Test
  void ofEachHolderTheEarliestReceiptStandsAndAWitnessIsNoReader() {
    Timeline.Step step =
        of(
                claim(Kind.WROTE, "amber", 7, "amber", 0, "said"),
                claim(Kind.DELIVERED, "amber", 7, "cobalt", 50, ""),
                claim(Kind.DELIVERED, "amber", 7, "cobalt", 40, ""),
                claim(Kind.WITNESSED, "amber", 7, "cobalt", 30, ""),
                claim(Kind.WITNESSED, "amber", 7, "relief", 35, ""),
                claim(Kind.AT_LATEST, "amber", 7, "relief", 30, ""),
                claim(Kind.ERASED, "amber", 7, "amber", 90, "erased"))
            .steps()
            .getFirst();
    assertThat(step.delivered()).containsOnlyKeys(new PartyId("cobalt"));
    assertThat(step.delivered().firstEntry().getValue()).isEqualTo(NOON.plusSeconds(40));
    assertThat(step.witnessed()).containsOnlyKeys(new PartyId("relief"));
    assertThat(step.atLatest()).contains(NOON.plusSeconds(30));
    assertThat(step.remarks()).containsExactly("erased");
  }

  @Test
  void whateverAPartyWritesIsTextInThePage() {
    String hostile =
        "</p></li></style><script>alert(1)</script><img src=x onerror=\"alert('2')\">&amp;&#60;"
            + "\u202Eevil\u0000\u2028<!--\uD800";
    String page = TimelineHtml.write(of(claim(Kind.WROTE, "amber", 1, "amber", 0, hostile)));
    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("&lt;img src=x onerror=&quot;alert(&#39;2&#39;)&quot;&gt;&amp;amp;&amp;#60;")
        .contains("default-src 'none'")
        .doesNotContain("<script", "<img", "<!--", "\u202E", "\u0000", "\uD800", "http:");
    assertThat(page.split("</li>", -1)).hasSize(2);
    Timeline timeline = of(claim(Kind.WROTE, "amber", 1, "amber", 0, hostile));
    String json = new String(TimelineJson.write(timeline), UTF_8);
    assertThat(json).contains("onerror=\\\"alert('2')\\\"").doesNotContain("\u0000");
  }

  @Test
  void whatIsWrongWithTheFileStandsAbove() {
    Timeline timeline =
        Timeline.of(
            new BundleReport(
                List.of(claim(Kind.WROTE, "amber", 1, "amber", 0, "said")),
                List.of("a <b>body</b> is not the one"),
                Standing.PROVEN));
    String page = TimelineHtml.write(timeline);
    assertThat(timeline.proven()).isFalse();
    assertThat(page).contains("NOT VERIFIED", "PROBLEM: a &lt;b&gt;body&lt;/b&gt; is not the one");
    assertThat(page.indexOf("PROBLEM")).isLessThan(page.indexOf("said"));
    assertThat(new String(TimelineJson.write(timeline), UTF_8))
        .contains("\"proven\":false", "\"problems\":[\"a <b>body</b> is not the one\"]");
  }
}
