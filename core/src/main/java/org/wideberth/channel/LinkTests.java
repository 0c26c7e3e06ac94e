package org.wideberth.channel;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// What this party's node and its peers' say of the links between them: a fold over their entries,
/// which keeps the last word on each. What it comes to depends on which entries were added, not on
/// their order; it grows with the parties and not with what they say.
///
/// Not thread-safe.
public final class LinkTests {
  private final PartyId self;
  private final NavigableMap<PartyId, Said> ours = new TreeMap<>();
  private final NavigableMap<PartyId, Said> passed = new TreeMap<>();
  private final NavigableMap<PartyId, Said> theirs = new TreeMap<>();

  private record Said(EntryPlace at, LinkTest.Report report) {
    static Said later(Said one, Said other) {
      return one.at.compareTo(other.at) < 0 ? other : one;
    }
  }

  /// @param self whose links
  public LinkTests(PartyId self) {
    this.self = self;
  }

  /// Adds an entry.
  ///
  /// @param time when it was written, as its author says
  public void add(EntryPlace at, Instant time, LinkTested tested) {
    PartyId author = at.origin().party();
    if (author.equals(self)) {
      tested
          .results()
          .forEach(
              (peer, result) -> {
                Said said = new Said(at, new LinkTest.Report(time, result));
                ours.merge(peer, said, Said::later);
                if (said.report().isPassed()) {
                  passed.merge(peer, said, Said::later);
                }
              });
    } else {
      Optional.ofNullable(tested.results().get(self))
          .map(result -> new Said(at, new LinkTest.Report(time, result)))
          .ifPresent(said -> theirs.merge(author, said, Said::later));
    }
  }

  private static Optional<LinkTest.Report> report(NavigableMap<PartyId, Said> among, PartyId peer) {
    return Optional.ofNullable(among.get(peer)).map(Said::report);
  }

  /// How the tests with a peer stand.
  ///
  /// @param enrolled since when the peer is known here: the first test is due one round of the pace
  ///     later
  /// @param watching since when this node runs: what it was not there to measure counts as missed
  ///     only once it has had time to catch up
  public LinkTest of(
      PartyId peer, LinkTestPace pace, Instant enrolled, Instant watching, Instant now) {
    Optional<LinkTest.Report> last = report(ours, peer);
    Optional<LinkTest.Report> good = report(passed, peer);
    Optional<LinkTest.Report> said = report(theirs, peer);
    Instant due = last.map(LinkTest.Report::time).orElse(enrolled).plus(pace.every());
    Instant late = good.map(LinkTest.Report::time).orElse(enrolled).plus(pace.every());
    Instant from = late.isAfter(watching) ? late : watching;
    boolean failed =
        last.filter(report -> !report.isPassed()).isPresent()
            || said.filter(report -> !report.isPassed()).isPresent();
    return new LinkTest(
        peer, last, good, said, due, failed || !now.isBefore(from.plus(pace.grace())));
  }
}
