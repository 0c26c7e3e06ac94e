package org.wideberth.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

final class ArticlesTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final TimeWindow DAY =
      new TimeWindow(Instant.parse("2026-11-26T00:00:00Z"), Instant.parse("2026-11-27T00:00:00Z"));
  private static final HeightBand BAND = new HeightBand(Datum.MSL, 0, 30_000, Optional.empty());
  private static final RulesDocument MINIMA =
      RulesDocument.uniform(
          new TheatreId("river"),
          1,
          "minima",
          List.of(AMBER, COBALT),
          Minimum.ofMetresAndFeet(9_260, 1_000));
  private static final Rules ALL =
      Rules.of(
          MINIMA.with(
              new Articles(
                  List.of(line("dnipro", Optional.of(BAND), Optional.of(DAY))),
                  List.of(
                      zone("hospital", ZoneKind.KEEP_OUT, 0),
                      zone("strait", ZoneKind.NOTIFY_BEFORE_ENTRY, 3_600)),
                  new TreeMap<>(Map.of(Kind.AIR, 1_800)))));

  private static LineArticle line(
      String id, Optional<HeightBand> heights, Optional<TimeWindow> during) {
    return new LineArticle(
        new ArticleId(id),
        "The river",
        List.of(new Position(500_000_000, 300_000_000), new Position(510_000_000, 300_000_000)),
        10_000,
        50_000,
        new TreeMap<>(Map.of(AMBER, LineSide.LEFT, COBALT, LineSide.RIGHT)),
        heights,
        during);
  }

  private static ZoneArticle zone(String id, ZoneKind kind, int noticeS) {
    Volume volume =
        new Volume(new Area.Circle(new Position(500_000_000, 300_000_000), 50_000), BAND, DAY);
    return new ZoneArticle(
        new ArticleId(id), "A place", kind, volume, List.of(AMBER, COBALT), noticeS);
  }

  @Test
  void aDocumentIsReadAsItWasWritten() {
    assertThat(Rules.parse(ALL.text()).orThrow()).isEqualTo(ALL);
    Rules anyTime =
        Rules.of(
            MINIMA.with(
                new Articles(
                    List.of(line("dnipro", Optional.empty(), Optional.empty())),
                    List.of(zone("roof", ZoneKind.HEIGHT_LIMITED, 0)),
                    new TreeMap<>())));
    assertThat(Rules.parse(anyTime.text()).orThrow()).isEqualTo(anyTime);
    assertThat(ALL.document().articles().lines().getFirst().article()).isEqualTo("lines/dnipro");
    assertThat(ALL.document().articles().zones().getFirst().article()).isEqualTo("zones/hospital");
  }

  @Test
  void aDocumentWithoutThemIsWhatItAlwaysWas() {
    Rules plain = Rules.of(MINIMA);
    assertThat(plain.text()).doesNotContain("lines", "zones", "lead_times");
    assertThat(Rules.parse(plain.text()).orThrow()).isEqualTo(plain);
    // The hash of the text before there were articles.
    assertThat(MINIMA.with(Articles.NONE).toText().getBytes(UTF_8))
        .isEqualTo(plain.text().getBytes(UTF_8));
  }

  @Test
  void whatIsWrongIsRefusedByName() {
    refused("\"id\":\"dnipro\"", "\"id\":\"The Dnipro\"", "lines[0].id: the id of an article");
    refused("\"id\":\"strait\"", "\"id\":\"hospital\"", "zones[1].id: \"hospital\" stands twice");
    refused("\"tolerance_mm\":10000", "\"tolerance_mm\":99", "lines[0].tolerance_mm: 99 is not");
    refused("\"reach_m\":50000", "\"reach_m\":999", "lines[0].reach_m: 999 is not within");
    refused("\"side\":\"left\"", "\"side\":\"on\"", "lines[0].sides[0].side: a side is left or");
    refused("\"side\":\"left\"", "\"side\":\"up\"", "lines[0].sides[0].side: ");
    refused("{\"party\":\"amber\"", "{\"party\":\"azure\"", "azure is not a member");
    refused("{\"party\":\"amber\"", "{\"party\":\"cobalt\"", "cobalt stands twice");
    refused("[510000000,300000000]", "[500000000,300000000]", "lines[0].path: vertex 2 repeats");
    refused(",[510000000,300000000]", "", "lines[0].path: a line needs at least 2 vertices");
    refused("\"kind\":\"keep-out\"", "\"kind\":\"keep-in\"", "zones[0].kind: ");
    refused("\"binds\":[\"amber\",\"cobalt\"]", "\"binds\":[]", "zones[0].binds: the parties");
    refused("\"radius_cm\":50000", "\"radius_cm\":0", "zones[0].area.circle: a circle needs");
    refused("\"notice_s\":3600", "\"notice_s\":0", "zones[1].notice_s: 0 is not within 1");
    refused("\"notice_s\":3600", "\"notice_h\":1", "\"notice_s\" is missing");
    refused("\"seconds\":1800", "\"seconds\":4838401", "lead_times[0].seconds: 4838401");
    refused("{\"kind\":\"air\",\"sec", "{\"kind\":\"wind\",\"sec", "lead_times[0].kind: ");
    refused("\"reach_m\"", "\"colour\":1,\"reach_m\"", "the field \"colour\" is not known here");
  }

  private static void refused(String part, String by, String words) {
    assertThat(ALL.text()).contains(part);
    String text = ALL.text().replaceFirst(java.util.regex.Pattern.quote(part), by);
    assertThat(refusal(text).detail()).as(by).contains(words);
  }

  private static Refusal refusal(String text) {
    if (Rules.parse(text) instanceof Outcome.Refused<Rules>(Refusal refusal)) {
      return refusal;
    }
    throw new AssertionError("it was read");
  }

  @Test
  void limitsHoldAtTheLimitAndNotPastIt() {
    Rules most = many(Articles.LINES_MAX);
    assertThat(Rules.parse(most.text()).orThrow()).isEqualTo(most);
    String one = ALL.text();
    String line = one.substring(one.indexOf("{\"id\":\"dnipro\""), one.indexOf("],\"zones\""));
    String more = most.text().replaceFirst("\"lines\":\\[", "\"lines\":[" + line + ",");
    assertThat(refusal(more).code()).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    assertThat(refusal(more).detail()).contains("lines: 101 elements are more than 100");
  }

  @Test
  void allLinesTogetherHaveALimit() {
    // Nine times 4,900 km: more than once round the Earth.
    String wide = one("[500000000,300000000],[510000000,300000000]", "[0,0],[0,440000000]");
    assertThat(Rules.parse(wide)).isInstanceOf(Outcome.Accepted.class);
    String line = wide.substring(wide.indexOf("{\"id\":\"dnipro\""), wide.indexOf("],\"zones\""));
    StringBuilder lines = new StringBuilder(line);
    for (int i = 0; i < 8; i++) {
      lines.append(',').append(line.replace("dnipro", "line-" + i));
    }
    assertThat(refusal(wide.replace(line, lines)).detail())
        .contains("lines[8].path: the lines of a document may be at most 40000 km long together");
  }

  private static String one(String part, String by) {
    assertThat(ALL.text()).contains(part);
    return ALL.text().replace(part, by);
  }

  private static Rules many(int lines) {
    List<LineArticle> all =
        java.util.stream.IntStream.range(0, lines)
            .mapToObj(i -> line("line-" + i, Optional.empty(), Optional.empty()))
            .toList();
    return Rules.of(MINIMA.with(new Articles(all, List.of(), new TreeMap<>())));
  }
}
