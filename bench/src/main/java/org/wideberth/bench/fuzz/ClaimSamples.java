package org.wideberth.bench.fuzz;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wideberth.claim.ArticleRef;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.Position;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// Right bodies of what parties claim.
final class ClaimSamples {
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Sighting SEEN =
      new Sighting(
          Optional.of(new Sighting.Place(new Position(465_000_000, 325_000_000), 200)),
          Optional.of(new Sighting.Time(Instant.parse("2026-11-25T12:00:00Z"), 60)),
          "two boats");

  private ClaimSamples() {}

  static ClaimBody report(EntryPlace message) {
    return new ClaimBody.Reported(
        COBALT,
        new ArticleRef(Hash.sha256(new byte[0]), "lines/dnipro"),
        SEEN,
        Optional.of(new OperationId(COBALT, "1.7")),
        List.of(message),
        Optional.of(new DisplayName("Lt Weir")));
  }

  static ClaimBody contest(EntryPlace report) {
    return new ClaimBody.Spoken(ClaimBody.Stance.CONTESTED, report, SEEN, Optional.empty());
  }

  static ClaimBody onBasis() {
    return new ClaimBody.OnBasis(
        true, new OperationId(COBALT, "1.7"), 2, Hash.sha256(new byte[0]), "no", Optional.empty());
  }
}
