package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.wideberth.claim.ArticleRef;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.ClaimBody.Stance;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.Position;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// What authors claim against each other, at random: reports, answers to reports of anybody, told
/// or not, and contests of what operations rest on. All logs of a round share it.
final class ClaimScribe {
  private final Random random;
  private final List<PartyId> parties;
  private final List<EntryPlace> reports = new ArrayList<>();

  ClaimScribe(Random random, List<PartyId> parties) {
    this.random = random;
    this.parties = parties;
  }

  void write(WrittenLog log, Audience to) {
    ClaimBody said =
        switch (random.nextInt(6)) {
          case 0 -> report();
          case 1, 2 -> onBasis();
          default -> reports.isEmpty() ? report() : answer(log);
        };
    HeldEntry held = log.write(random.nextInt(6) == 0 ? Audience.everyone() : to, said.toBytes());
    if (said instanceof ClaimBody.Reported) {
      reports.add(new EntryPlace(held.origin(), held.seq(), held.leafHash()));
    }
  }

  private ClaimBody report() {
    return new ClaimBody.Reported(
        parties.get(random.nextInt(parties.size())),
        new ArticleRef(Hash.sha256(new byte[] {1}), "lines/river"),
        sighting(true),
        Optional.empty(),
        List.of(),
        Optional.of(new DisplayName("n" + random.nextInt(3))));
  }

  /// Mostly what the author may say, now and then what only others may.
  private ClaimBody answer(WrittenLog log) {
    EntryPlace report = reports.get(random.nextInt(reports.size()));
    boolean own = report.origin().party().equals(log.party());
    Stance stance =
        random.nextInt(12) == 0
            ? Stance.class.getEnumConstants()[random.nextInt(4)]
            : random.nextInt(3) == 0
                ? Stance.TAKEN_BACK
                : own ? Stance.CORRECTED : random.nextBoolean() ? Stance.CONTESTED : Stance.AGREED;
    return new ClaimBody.Spoken(
        stance, report, sighting(stance != Stance.TAKEN_BACK), Optional.empty());
  }

  private Sighting sighting(boolean whole) {
    return whole
        ? new Sighting(
            Optional.of(
                new Sighting.Place(
                    Position.ofDegrees(Shapes.LAT, Shapes.LON + random.nextInt(100) / 1e4), 50)),
            Optional.of(new Sighting.Time(Instant.ofEpochSecond(random.nextInt(1_000)), 60)),
            "n" + random.nextInt(100))
        : new Sighting(Optional.empty(), Optional.empty(), "n" + random.nextInt(100));
  }

  private ClaimBody onBasis() {
    return new ClaimBody.OnBasis(
        random.nextBoolean(),
        OperationId.first(parties.get(random.nextInt(parties.size())), 1, 0),
        1,
        Hash.sha256(new byte[] {(byte) random.nextInt(2)}),
        "n" + random.nextInt(100),
        Optional.empty());
  }
}
