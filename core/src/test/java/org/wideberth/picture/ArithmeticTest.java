package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.claim.Arithmetic;
import org.wideberth.claim.Arithmetic.Result;
import org.wideberth.claim.Arithmetic.Why;
import org.wideberth.claim.ArticleRef;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// What arithmetic says of claimed positions.
final class ArithmeticTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Rules RULES =
      Shapes.with(
          Shapes.rules(1, 500, "amber", "cobalt"),
          List.of(Shapes.river(0, "cobalt"), Shapes.brook("amber")),
          List.of(Shapes.zone("ward", ZoneKind.KEEP_OUT, 0, Shapes.circle(800), "cobalt")),
          Map.of());

  private static Result result(String article, Sighting sighting, PartyId of) {
    return Arithmetic.by(Optional.of(RULES), new ArticleRef(RULES.hash(), article))
        .of(sighting, of);
  }

  private static Sighting at(double eastM, int withinM, Instant time) {
    return new Sighting(
        Optional.of(
            new Sighting.Place(
                Position.ofDegrees(Shapes.LAT, Shapes.LON + eastM / 75_200.0), withinM)),
        Optional.of(new Sighting.Time(time, 60)),
        "");
  }

  private static Sighting at(double eastM, int withinM) {
    return at(eastM, withinM, Shapes.MORNING.plusSeconds(60));
  }

  @Test
  void theSideIsTheOneOfTheKernelForTenThousandPoints() {
    DividingLine line = Shapes.river(0, "cobalt").line();
    Arithmetic arithmetic =
        Arithmetic.by(Optional.of(RULES), new ArticleRef(RULES.hash(), "lines/river"));
    Random random = new Random(4_711);
    for (int i = 0; i < 10_000; i++) {
      Sighting sighting = at(random.nextInt(60_000) - 30_000, 0);
      assertThat(arithmetic.of(sighting, COBALT))
          .isEqualTo(
              new Result.OfLine(
                  line.sideOf(sighting.place().orElseThrow().at()),
                  Optional.of(LineSide.LEFT),
                  true,
                  true));
    }
  }

  @Test
  void withinItsUncertaintyItMayLieElsewhere() {
    assertThat(result("lines/river", at(300, 100), COBALT))
        .isEqualTo(new Result.OfLine(LineSide.RIGHT, Optional.of(LineSide.LEFT), true, true));
    assertThat(result("lines/river", at(300, 500), COBALT))
        .isEqualTo(new Result.OfLine(LineSide.RIGHT, Optional.of(LineSide.LEFT), false, true));
    assertThat(result("lines/river", at(-300, 500), AMBER))
        .isEqualTo(new Result.OfLine(LineSide.LEFT, Optional.empty(), false, true));
    assertThat(result("lines/river", at(10, 20), COBALT))
        .isEqualTo(new Result.OfLine(LineSide.ON, Optional.of(LineSide.LEFT), true, true));
    assertThat(result("lines/river", at(10, 200), COBALT))
        .isEqualTo(new Result.OfLine(LineSide.ON, Optional.of(LineSide.LEFT), false, true));
    assertThat(result("lines/river", at(25_000, 100), COBALT))
        .isEqualTo(new Result.OfLine(LineSide.BEYOND, Optional.of(LineSide.LEFT), true, true));
    assertThat(result("lines/river", at(25_000, 10_000), COBALT))
        .isEqualTo(new Result.OfLine(LineSide.BEYOND, Optional.of(LineSide.LEFT), false, true));
  }

  @Test
  void aZoneIsEnteredReachedOrNot() {
    assertThat(result("zones/ward", at(800, 0), COBALT))
        .isEqualTo(new Result.OfZone(true, true, true, true));
    assertThat(result("zones/ward", at(0, 500), COBALT))
        .isEqualTo(new Result.OfZone(false, true, true, true));
    assertThat(result("zones/ward", at(0, 100), AMBER))
        .isEqualTo(new Result.OfZone(false, false, false, true));
  }

  @Test
  void anArticleMayNotBeForTheClaimedTime() {
    Instant late = Shapes.MORNING.plusSeconds(86_400);
    assertThat(result("zones/ward", at(800, 0, late), COBALT))
        .isEqualTo(new Result.OfZone(true, true, true, false));
    assertThat(result("lines/brook", at(800, 0, late), AMBER))
        .isEqualTo(new Result.OfLine(LineSide.RIGHT, Optional.of(LineSide.RIGHT), true, false));
    Instant end = Shapes.MORNING.plusSeconds(3_600);
    assertThat(result("zones/ward", at(800, 0, end.plusSeconds(60)), COBALT))
        .as("within its uncertainty it is")
        .isEqualTo(new Result.OfZone(true, true, true, false));
    assertThat(result("zones/ward", at(800, 0, end.plusSeconds(59)), COBALT))
        .isEqualTo(new Result.OfZone(true, true, true, true));
  }

  @Test
  void sometimesThereIsNothingToReckonWith() {
    ArticleRef elsewhere = new ArticleRef(Hash.sha256(new byte[0]), "lines/river");
    assertThat(Arithmetic.by(Optional.empty(), elsewhere).of(at(0, 0), COBALT))
        .isEqualTo(new Result.Nothing(Why.AGREEMENT_NOT_HERE));
    assertThat(result("zones/river", at(0, 0), COBALT))
        .isEqualTo(new Result.Nothing(Why.NO_SUCH_ARTICLE));
    assertThat(result("lines/river", new Sighting(Optional.empty(), Optional.empty(), "x"), COBALT))
        .isEqualTo(new Result.Nothing(Why.NO_POSITION));
  }

  @Test
  void inWordsItSpeaksOfTheClaimedPositionAndOfNothingElse() {
    assertThat(Arithmetic.words(result("lines/river", at(300, 500), COBALT), COBALT))
        .isEqualTo(
            "the claimed position lies to the right of the line, but within its uncertainty also"
                + " elsewhere; cobalt keeps to the left");
    assertThat(Arithmetic.words(result("zones/ward", at(0, 500), AMBER), AMBER))
        .isEqualTo(
            "the claimed position lies outside the zone, but its uncertainty reaches into it;"
                + " the zone does not bind amber");
  }
}
