package org.wideberth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.claim.ArticleRef;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.ClaimBody.Stance;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.Position;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// What the timeline of a bundle says of claims.
class ClaimSentencesTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final Optional<DisplayName> WEIR = Optional.of(new DisplayName("Lt Weir"));
  private static final Sighting SEEN =
      new Sighting(
          Optional.of(new Sighting.Place(new Position(475_000_000, 80_000_000), 200)),
          Optional.of(new Sighting.Time(Instant.parse("2026-11-26T06:00:00Z"), 60)),
          "two boats");

  private static String words(ClaimBody body) {
    byte[] bytes = body.toBytes();
    String type =
        switch (body) {
          case ClaimBody.Reported _ -> ClaimBody.REPORT;
          case ClaimBody.Spoken spoken ->
              "crossing-" + spoken.stance().name().toLowerCase(Locale.ROOT).replace('_', '-');
          case ClaimBody.OnBasis basis ->
              basis.contested() ? ClaimBody.CONTEST : ClaimBody.TAKE_BACK;
        };
    return new BodySentences().words(type, bytes);
  }

  private static ClaimBody spoken(Stance stance, Sighting sighting) {
    EntryPlace report =
        new EntryPlace(new Origin(new TheatreId("river"), AMBER, 1), 17, Hash.sha256(new byte[0]));
    return new ClaimBody.Spoken(stance, report, sighting, WEIR);
  }

  @Test
  void everyClaimIsASentence() {
    assertThat(
            words(
                new ClaimBody.Reported(
                    new PartyId("cobalt"),
                    new ArticleRef(Hash.sha256(new byte[0]), "lines/river"),
                    SEEN,
                    Optional.empty(),
                    List.of(),
                    WEIR)))
        .isEqualTo(
            "reported that something of cobalt crossed or entered lines/river at 47.5000000,"
                + " 8.0000000 within 200 m at 2026-11-26T06:00:00Z within 60 s (Lt Weir): \"two"
                + " boats\"");
    Sighting no = new Sighting(Optional.empty(), Optional.empty(), "no");
    assertThat(words(spoken(Stance.CONTESTED, no)))
        .isEqualTo("contested report amber.1.17 (Lt Weir): \"no\"");
    assertThat(words(spoken(Stance.AGREED, no))).startsWith("agreed to report amber.1.17");
    assertThat(words(spoken(Stance.CORRECTED, SEEN))).startsWith("corrected its report amber.1.17");
    assertThat(words(spoken(Stance.TAKEN_BACK, no))).startsWith("took back what it said last");
    for (boolean contested : List.of(true, false)) {
      ClaimBody basis =
          new ClaimBody.OnBasis(
              contested,
              new OperationId(AMBER, "1.7"),
              2,
              Hash.sha256(new byte[0]),
              "it ended",
              Optional.empty());
      assertThat(words(basis))
          .isEqualTo(
              (contested ? "contested" : "no longer contested")
                  + " the basis of operation amber.1.7, revision 2: \"it ended\"");
    }
  }

  @Test
  void whatCannotBeReadIsNamedByItsTypeOnly() {
    assertThat(new BodySentences().words("crossing-reported", new byte[] {1}))
        .contains("crossing-reported");
  }
}
