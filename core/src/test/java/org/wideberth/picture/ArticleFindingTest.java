package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.brook;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.request;
import static org.wideberth.picture.Shapes.river;
import static org.wideberth.picture.Shapes.rules;
import static org.wideberth.picture.Shapes.with;
import static org.wideberth.picture.Shapes.zone;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.ArticleFinding.Lead;
import org.wideberth.conflict.ArticleFinding.Under;
import org.wideberth.conflict.ArticleFinding.What;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;

final class ArticleFindingTest {
  private static final Rules PLAIN = rules(1, 1_000, "amber", "cobalt");

  /// Amber keeps to the west of a river through the place, with 50 m of tolerance.
  private static final Rules RIVER = with(PLAIN, List.of(river(0, "amber")), List.of(), Map.of());

  private static Theatre under(Rules rules) {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.adopt(rules, "amber", "cobalt");
    return theatre;
  }

  private static ArticleFinding only(Theatre theatre, String party) {
    assertThat(theatre.picture(party).articleFindings()).hasSize(1);
    return theatre.picture(party).articleFindings().iterator().next();
  }

  @Test
  void bothSidesFindByHowMuchAnOperationCrossesTheLine() {
    Theatre theatre = under(RIVER);
    OperationId id = theatre.declare("amber", request("ferry", circle(-300)));

    ArticleFinding finding = only(theatre, "cobalt");
    assertThat(only(theatre, "amber")).isEqualTo(finding);
    assertThat(finding.id()).isEqualTo(ArticleFinding.idOf(id, "lines/river"));
    assertThat(finding.article()).isEqualTo("lines/river");
    assertThat(finding.party()).isEqualTo(new PartyId("amber"));
    assertThat(finding.disputed()).isFalse();
    Under version = finding.under().getFirst();
    assertThat(version.rules()).isEqualTo(RIVER.hash());
    assertThat(version.what()).isEqualTo(What.CROSSES_LINE);
    assertThat(version.title()).isEqualTo("The river");
    assertThat(version.keeps()).contains(LineSide.LEFT);
    assertThat(version.certain()).isTrue();
    // A circle of 500 m whose centre is 300 m west of the line.
    assertThat(version.leastMm()).isBetween(195_000L, 205_000L);
    assertThat(version.mostMm()).isBetween(version.leastMm(), version.leastMm() + 100);
    assertThat(version.interval()).isEqualTo(Shapes.hours(0, 60));
    assertThat(theatre.picture("amber").digest()).isEqualTo(theatre.picture("cobalt").digest());
  }

  @Test
  void nothingIsFoundWithinTheToleranceOnTheOwnSideOrOfWhoIsNotBound() {
    Theatre theatre = under(RIVER);
    theatre.declare("amber", request("bank", circle(-460)));
    theatre.declare("amber", request("inland", circle(-5_000)));
    theatre.declare("cobalt", request("anywhere", circle(3_000)));

    assertThat(theatre.picture("amber").articleFindings()).isEmpty();
  }

  @Test
  void aLineHoldsInItsHeightsAndWhileItIsValid() {
    Theatre theatre = under(with(PLAIN, List.of(brook("cobalt")), List.of(), Map.of()));
    HeightBand high = new HeightBand(Datum.MSL, 20_000, 90_000, Optional.empty());
    Volume low = circle(0);
    theatre.declare("cobalt", request("over", new Volume(low.area(), high, low.time())));
    theatre.declare("cobalt", request("after", circle(0, 90)));
    assertThat(theatre.picture("amber").articleFindings()).isEmpty();

    theatre.declare("cobalt", request("through", low));
    assertThat(only(theatre, "amber").name()).isEqualTo("through");
  }

  @Test
  void whileRulesAreDisputedEveryVersionCountsAndSaysSo() {
    Theatre theatre = under(RIVER);
    theatre.declare("amber", request("ferry", circle(-300)));
    Rules further =
        with(rules(2, 1_000, "amber", "cobalt"), List.of(river(200, "amber")), List.of(), Map.of());
    theatre.adopt(further, "cobalt");

    ArticleFinding finding = only(theatre, "amber");
    assertThat(finding.disputed()).isTrue();
    assertThat(finding.under()).extracting(Under::rules).containsExactly(RIVER.hash());
    theatre.declare("amber", request("bridge", circle(0)));
    assertThat(theatre.picture("amber").articleFindings())
        .filteredOn(each -> each.name().equals("bridge"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.under())
                    .extracting(Under::rules)
                    .containsExactlyInAnyOrder(RIVER.hash(), further.hash())
                    .isSorted());

    // Once all hold to the later one, it alone counts.
    theatre.adopt(further, "amber");
    assertThat(only(theatre, "cobalt").name()).isEqualTo("bridge");
    assertThat(only(theatre, "cobalt").disputed()).isFalse();
  }

  @Test
  void aKeepOutZoneIsEnteredAndAHeightLimitExceeded() {
    Volume there = circle(0);
    HeightBand lower = new HeightBand(Datum.MSL, -10_000, 60_000, Optional.empty());
    ZoneArticle out = zone("ward", ZoneKind.KEEP_OUT, 0, there, "amber");
    ZoneArticle roof =
        zone(
            "roof",
            ZoneKind.HEIGHT_LIMITED,
            0,
            new Volume(there.area(), lower, there.time()),
            "cobalt");
    Theatre theatre = under(with(PLAIN, List.of(), List.of(out, roof), Map.of()));
    theatre.declare("amber", request("near", circle(1_100)));
    theatre.declare("amber", request("later", circle(0, 60)));
    assertThat(theatre.picture("amber").articleFindings()).isEmpty();

    theatre.declare("amber", request("in", circle(900)));
    assertThat(only(theatre, "cobalt").article()).isEqualTo("zones/ward");
    assertThat(only(theatre, "cobalt").under().getFirst().what()).isEqualTo(What.ENTERS_ZONE);

    // From sea level to 1,000 m, where 600 m is agreed.
    theatre.declare("cobalt", request("high", circle(300)));
    assertThat(theatre.picture("amber").articleFindings())
        .filteredOn(each -> each.article().equals("zones/roof"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.under().getFirst().what()).isEqualTo(What.LEAVES_HEIGHTS);
              assertThat(each.under().getFirst().mostMm()).isEqualTo(400_000);
            });
  }

  @Test
  void aLateDeclarationIsKeptAndItsLeadIsShownToTheSecond() {
    ZoneArticle bay = zone("bay", ZoneKind.NOTIFY_BEFORE_ENTRY, 1_800, circle(0, 30), "amber");
    Rules rules = with(PLAIN, List.of(), List.of(bay), Map.of(Kind.AIR, 3_600));
    // Written 1,799.999 s before the start of the hour.
    assertThat(late(rules, Shapes.MORNING.minusMillis(1_799_999), "lead-times/air"))
        .contains(new Lead(1_799, 3_600));
    assertThat(late(rules, Shapes.MORNING.plusMillis(1), "lead-times/air"))
        .contains(new Lead(-1, 3_600));
    assertThat(late(rules, Shapes.MORNING.minusSeconds(3_600), "lead-times/air")).isEmpty();
    // The zone is entered half an hour later only.
    assertThat(late(rules, Shapes.MORNING, "zones/bay")).isEmpty();
    assertThat(late(rules, Shapes.MORNING.plusSeconds(1), "zones/bay"))
        .contains(new Lead(1_799, 1_800));
  }

  private static Optional<Lead> late(Rules rules, Instant written, String article) {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.adopt(rules, "amber", "cobalt");
    theatre.clock(written);
    OperationId id = theatre.declare("amber", request("flight", circle(0)));
    Picture there = theatre.picture("cobalt");
    assertThat(there.operation(id)).as("it is kept").isPresent();
    assertThat(there.articleFindings())
        .containsExactlyElementsOf(theatre.picture("amber").articleFindings());
    return there
        .articleFinding(ArticleFinding.idOf(id, article))
        .flatMap(finding -> finding.under().getFirst().lead());
  }

  @Test
  void onlyOtherVolumesAreANewNotice() {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.adopt(RIVER, "amber", "cobalt");
    theatre.clock(Shapes.MORNING.minusSeconds(7_200));
    OperationId id = theatre.declare("amber", request("flight", circle(-2_000)));
    Instant first = noticed(theatre, id);
    theatre.clock(Shapes.MORNING.minusSeconds(60));
    theatre.revise("amber", id, request("renamed", circle(-2_000)));
    assertThat(noticed(theatre, id)).isEqualTo(first);
    theatre.revise("amber", id, request("moved", circle(-3_000)));
    assertThat(noticed(theatre, id)).isAfter(first);
  }

  private static Instant noticed(Theatre theatre, OperationId id) {
    return theatre.picture("cobalt").operation(id).map(Operation::noticed).orElseThrow();
  }
}
