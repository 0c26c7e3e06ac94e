package org.wideberth.node.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.party.PartyId;
import org.wideberth.record.BundleReport;
import org.wideberth.record.Claim;
import org.wideberth.record.Origin;

/// What the entries of a bundle say, in the order of the times that their authors claim, each with
/// who had it when. Only what is proven of the file is on it; what is wrong with the file stands
/// above. Immutable.
///
/// @param made when the bundle was made, as its maker says
/// @param proven whether everything holds and every signer is known by a card of the reader
/// @param steps by claimed time; what has none that can be read comes first
/// @param others what the file shows that is of no entry: cards, new keys, two histories
/// @param problems what is wrong, one sentence each
record Timeline(
    Optional<Instant> made,
    boolean proven,
    List<Step> steps,
    List<String> others,
    List<String> problems) {
  Timeline {
    steps = List.copyOf(steps);
    others = List.copyOf(others);
    problems = List.copyOf(problems);
  }

  private static final Comparator<Step> ORDER =
      Comparator.comparing((Step step) -> step.claimed().orElse(Instant.MIN))
          .thenComparing(Step::log)
          .thenComparingLong(Step::seq);

  /// One entry.
  ///
  /// @param claimed when, by its author's own clock
  /// @param atLatest when others had cosigned it, at the latest
  /// @param delivered by party, when it had entry and body at the latest
  /// @param witnessed by party, when it had the entry at the latest, and no body is shown for it
  /// @param remarks that it was erased, or is not stood by
  record Step(
      String log,
      long seq,
      Optional<PartyId> author,
      Claim.Standing standing,
      Optional<Instant> claimed,
      String words,
      Optional<Instant> atLatest,
      NavigableMap<PartyId, Instant> delivered,
      NavigableMap<PartyId, Instant> witnessed,
      List<String> remarks) {
    Step {
      remarks = List.copyOf(remarks);
    }
  }

  static Timeline of(BundleReport report) {
    Map<String, List<Claim>> byEntry = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    Optional<Instant> made = Optional.empty();
    for (Claim claim : report.claims()) {
      if (claim.log().isPresent() && claim.seq() >= 0) {
        String place = claim.log().get() + " " + claim.seq();
        byEntry.computeIfAbsent(place, _ -> new ArrayList<>()).add(claim);
      } else if (claim.kind() == Claim.Kind.MADE) {
        made = claim.time();
      } else {
        others.add(claim.words());
      }
    }
    List<Step> steps = new ArrayList<>();
    byEntry.values().forEach(claims -> step(claims).ifPresent(steps::add));
    steps.sort(ORDER);
    return new Timeline(made, report.holds(), steps, others, report.problems());
  }

  /// Two histories may have an entry at one place each: the words of both are said.
  private static Optional<Step> step(List<Claim> claims) {
    Optional<Claim> wrote =
        claims.stream().filter(claim -> claim.kind() == Claim.Kind.WROTE).findFirst();
    NavigableMap<PartyId, Instant> delivered = new TreeMap<>();
    NavigableMap<PartyId, Instant> witnessed = new TreeMap<>();
    List<String> remarks = new ArrayList<>();
    Optional<Instant> atLatest = Optional.empty();
    for (Claim claim : claims) {
      switch (claim.kind()) {
        case DELIVERED -> earliest(delivered, claim);
        case WITNESSED -> earliest(witnessed, claim);
        case AT_LATEST -> atLatest = claim.time();
        case WROTE -> {
          if (!wrote.equals(Optional.of(claim))) {
            remarks.add(claim.words());
          }
        }
        case ERASED, AFTER_LAST_GOOD, MADE, CARD, FORKED, SUCCEEDED -> remarks.add(claim.words());
      }
    }
    witnessed.keySet().removeAll(delivered.keySet());
    Optional<Instant> dated = atLatest;
    return wrote.map(
        claim ->
            new Step(
                claim.log().map(Origin::toString).orElse(""),
                claim.seq(),
                claim.party(),
                claim.standing(),
                claim.time(),
                claim.words(),
                dated,
                delivered,
                witnessed,
                remarks));
  }

  private static void earliest(NavigableMap<PartyId, Instant> times, Claim claim) {
    claim
        .party()
        .ifPresent(
            party ->
                claim
                    .time()
                    .ifPresent(time -> times.merge(party, time, (a, b) -> a.isBefore(b) ? a : b)));
  }
}
