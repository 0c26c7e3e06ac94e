package org.wideberth.simulator.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wideberth.agreement.Rules;
import org.wideberth.channel.MessageId;
import org.wideberth.claim.ArticleRef;
import org.wideberth.claim.ClaimBody.Stance;
import org.wideberth.claim.Crossing;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.Position;
import org.wideberth.node.engine.Command;
import org.wideberth.operation.Operation;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.picture.ClaimDecisions;
import org.wideberth.picture.ClaimDecisions.ReportRequest;
import org.wideberth.picture.Draft;
import org.wideberth.picture.Picture;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;

/// What duty officers claim against each other: crossings of the river, and that an operation rests
/// on nothing.
final class Disputes {
  private static final Optional<DisplayName> WATCH = Optional.of(new DisplayName("watch"));
  private static final Instant SEEN = Instant.parse("2026-11-22T05:00:00Z");

  private final RandomGenerator random;

  Disputes(RandomGenerator random) {
    this.random = random;
  }

  /// A report, something said of one, or a contest of a basis; nothing if it would be refused.
  ///
  /// @param everybody whether all is for everybody
  Optional<Command> next(Picture picture, boolean everybody) {
    if (picture.claims().size() == 0) {
      return report(picture, everybody);
    }
    return switch (random.nextInt(4)) {
      case 0 -> report(picture, everybody);
      case 1 -> onBasis(picture);
      default -> speak(picture);
    };
  }

  private static boolean isTaken(Outcome<Draft> decided) {
    return decided instanceof Outcome.Accepted<Draft>;
  }

  private Optional<Command> report(Picture picture, boolean everybody) {
    List<Rules> known =
        picture.agreement().documents().values().stream()
            .filter(each -> picture.agreement().holds(picture.self(), each.hash()))
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    // Of whom an entry came, its card is enrolled here.
    List<PartyId> parties = List.copyOf(picture.parties());
    Rules rules = known.get(random.nextInt(known.size()));
    ReportRequest request =
        new ReportRequest(
            parties.get(random.nextInt(parties.size())),
            new ArticleRef(rules.hash(), random.nextBoolean() ? "lines/river" : "zones/ward"),
            seen(),
            Optional.empty(),
            List.of(),
            everybody ? Optional.of(Audience.everyone()) : Optional.empty(),
            WATCH);
    return Optional.<Command>of(new Command.ReportCrossing(request))
        .filter(_ -> isTaken(ClaimDecisions.report(picture, request)));
  }

  private Sighting seen() {
    Position at =
        new Position(471_000_000 + random.nextInt(100_000), 87_000_000 + random.nextInt(100_000));
    return new Sighting(
        Optional.of(new Sighting.Place(at, random.nextInt(500))),
        Optional.of(new Sighting.Time(SEEN.plusSeconds(random.nextInt(3_600)), 60)),
        "boats " + random.nextInt(1_000));
  }

  private Optional<Command> speak(Picture picture) {
    List<Crossing> latest = picture.claims().latest(Optional.empty(), 20);
    if (latest.isEmpty()) {
      return Optional.empty();
    }
    Crossing crossing = latest.get(random.nextInt(latest.size()));
    MessageId report = crossing.id();
    List<Stance> fitting =
        crossing.reporter().equals(picture.self())
            ? List.of(Stance.CORRECTED, Stance.TAKEN_BACK)
            : List.of(Stance.CONTESTED, Stance.CONTESTED, Stance.AGREED, Stance.TAKEN_BACK);
    Stance stance = fitting.get(random.nextInt(fitting.size()));
    Sighting sighting =
        stance == Stance.TAKEN_BACK
            ? new Sighting(Optional.empty(), Optional.empty(), "a buoy")
            : seen();
    return Optional.<Command>of(new Command.SpeakOfCrossing(report, stance, sighting, WATCH))
        .filter(_ -> isTaken(ClaimDecisions.say(picture, report, stance, sighting, WATCH)));
  }

  private Optional<Command> onBasis(Picture picture) {
    List<Operation> rested =
        picture.operations().stream()
            .filter(each -> !each.party().equals(picture.self()))
            .filter(each -> each.content().basis().isPresent())
            .toList();
    if (rested.isEmpty()) {
      return Optional.empty();
    }
    Operation operation = rested.get(random.nextInt(rested.size()));
    boolean contested = random.nextInt(3) > 0;
    Outcome<Draft> decided =
        contested
            ? ClaimDecisions.contestBasis(picture, operation.id(), "on nothing", WATCH)
            : ClaimDecisions.takeBackContest(picture, operation.id(), "on something", WATCH);
    return Optional.<Command>of(
            new Command.ContestBasis(
                operation.id(), contested, contested ? "on nothing" : "on something", WATCH))
        .filter(_ -> isTaken(decided));
  }
}
