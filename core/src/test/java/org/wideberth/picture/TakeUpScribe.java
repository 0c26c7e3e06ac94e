package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.wideberth.agreement.KindPair;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.settlement.Change;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.SettlementBody;

/// What authors write of findings, at random: of those between their own operations and others',
/// of others', and of ones that nobody finds. All logs of a round share it.
final class TakeUpScribe {
  private static final List<String> ARTICLES =
      List.of("lines/river", "lines/brook", "zones/ward", "zones/bay", "lead-times/air");

  private final Random random;
  private final boolean singles;
  private final List<PartyId> parties;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Made> offers = new ArrayList<>();
  private final ClaimScribe claims;

  private record Operation(OperationId id, Kind kind) {}

  private record Made(FindingName finding, EntryPlace at) {}

  /// @param singles whether they also speak of what is found about one operation, and of claims
  TakeUpScribe(Random random, List<PartyId> parties, boolean singles) {
    this.singles = singles;
    this.random = random;
    this.parties = parties;
    this.claims = new ClaimScribe(random, parties);
  }

  /// An operation of which others may speak from now on.
  void declared(OperationId id, Kind kind) {
    operations.add(new Operation(id, kind));
  }

  void write(WrittenLog log, Audience to) {
    if (singles && random.nextInt(3) == 0) {
      claims.write(log, to);
      return;
    }
    Optional<Made> offer =
        offers.isEmpty() || random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(offers.get(random.nextInt(offers.size())));
    Optional<FindingName> named =
        offer.isPresent() && random.nextInt(8) > 0
            ? offer.map(Made::finding)
            : finding(log.party());
    if (named.isEmpty()) {
      return;
    }
    FindingName finding = named.get();
    Optional<DisplayName> by = Optional.of(new DisplayName("n" + random.nextInt(3)));
    SettlementBody said =
        switch (random.nextInt(6)) {
          case 0 -> new SettlementBody.Taken(finding, "n" + random.nextInt(100), by);
          case 1, 2 -> offered(finding, offer);
          default ->
              offer.isEmpty()
                  ? offered(finding, offer)
                  : new SettlementBody.Answered(
                      SettlementBody.Answer.class.getEnumConstants()[random.nextInt(3)],
                      finding,
                      offer.get().at(),
                      "",
                      by);
        };
    HeldEntry held =
        log.write(random.nextInt(20) == 0 ? Audience.authorOnly() : to, said.toBytes());
    if (said instanceof SettlementBody.Offered) {
      offers.add(new Made(finding, new EntryPlace(held.origin(), held.seq(), held.leafHash())));
    }
  }

  private SettlementBody offered(FindingName finding, Optional<Made> answers) {
    Instant start = Shapes.MORNING.plusSeconds(random.nextInt(1_000));
    Change change =
        switch (random.nextInt(4)) {
          case 0 -> new Change.Withdraw();
          case 1 -> new Change.AsWorded();
          case 2 ->
              Change.to(
                  Optional.of(new TimeWindow(start, start.plusSeconds(60))), Optional.empty());
          default ->
              Change.to(
                  Optional.empty(),
                  Optional.of(new HeightBand(Datum.MSL, 0, 100, Optional.empty())));
        };
    return new SettlementBody.Offered(
        finding,
        finding.operations().get(random.nextInt(finding.operations().size())),
        1 + random.nextInt(2),
        change,
        answers.map(Made::at),
        "later",
        Optional.empty());
  }

  /// Of any operation, with any party: not all are members, or found.
  private Optional<FindingName> single() {
    OperationId id = operations.get(random.nextInt(operations.size())).id();
    PartyId member = parties.get(random.nextInt(parties.size()));
    return id.party().equals(member)
        ? Optional.empty()
        : Optional.of(
            new FindingName.Single(id, member, ARTICLES.get(random.nextInt(ARTICLES.size()))));
  }

  private Optional<FindingName> finding(PartyId author) {
    if (operations.isEmpty()) {
      return Optional.empty();
    }
    if (singles && random.nextInt(3) == 0) {
      return single();
    }
    Operation one = operations.get(random.nextInt(operations.size()));
    Operation other = operations.get(random.nextInt(operations.size()));
    if (random.nextInt(4) > 0 && !other.id().party().equals(author)) {
      one =
          operations.stream()
              .filter(each -> each.id().party().equals(author))
              .skip(random.nextInt(3))
              .findFirst()
              .orElse(one);
    }
    if (one.id().party().equals(other.id().party())) {
      PartyId guessed = parties.get(random.nextInt(parties.size()));
      other = new Operation(OperationId.first(guessed, 1, random.nextInt(40)), one.kind());
    }
    if (one.id().party().equals(other.id().party())) {
      return Optional.empty();
    }
    boolean ordered = one.id().compareTo(other.id()) < 0;
    return Optional.of(
        new FindingName.Pair(
            ordered ? one.id() : other.id(),
            ordered ? other.id() : one.id(),
            KindPair.of(one.kind(), other.kind()).article()));
  }
}
