package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.agreement.Agreed;
import org.wideberth.agreement.AgreedTerms;
import org.wideberth.channel.HumanTestStatus;
import org.wideberth.channel.LinkResult;
import org.wideberth.channel.LinkTest;
import org.wideberth.channel.LinkTested;
import org.wideberth.channel.TestSchedule;
import org.wideberth.channel.TestTimes;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Draft;
import org.wideberth.record.Audience;

/// Sees to it that links are tested and that people are told of tests that were missed. Owned by
/// the engine.
final class ChannelTesting {
  private final Ledger ledger;
  private final Links links;
  private final Testing testing;

  /// When each peer's link was last written of, by the own clock; of the log's own times if this
  /// node has written nothing yet.
  private final Map<PartyId, Instant> tested = new HashMap<>();

  private Optional<Instant> watching = Optional.empty();
  private Optional<Instant> waiting = Optional.empty();

  ChannelTesting(Ledger ledger, Links links, Testing testing) {
    this.ledger = ledger;
    this.links = links;
    this.testing = testing;
  }

  TestTimes times() {
    return testing.times();
  }

  /// What is agreed with a peer, at that moment.
  private Optional<Agreed<TestTimes>> agreed(PartyId peer, Instant now) {
    return ledger.picture().agreement().terms(ledger.self(), peer, now).tests(testing.times());
  }

  /// When a test with a peer is due: by what was agreed at that time, or else by the own option.
  private TestSchedule schedule(PartyId peer) {
    return AgreedTerms.schedule(
        ledger.picture().agreement().termsBetween(ledger.self(), peer), testing.times());
  }

  /// Peers that are still there.
  private List<Enrolled> peers() {
    Map<PartyId, String> left = ledger.picture().departures();
    return ledger.cards().values().stream()
        .filter(peer -> !left.containsKey(peer.card().party()))
        .toList();
  }

  /// How the tests with each peer stand.
  List<PeerTest> status(Instant now) {
    List<PeerTest> tests = new ArrayList<>();
    for (Enrolled peer : peers()) {
      PartyId party = peer.card().party();
      tests.add(
          new PeerTest(
              link(peer, now), links.measured(party), human(peer, now), agreed(party, now)));
    }
    return tests;
  }

  private LinkTest link(Enrolled peer, Instant now) {
    return ledger
        .picture()
        .linkTests()
        .of(peer.card().party(), testing.pace(), peer.since(), watching.orElse(now), now);
  }

  private HumanTestStatus human(Enrolled peer, Instant now) {
    return ledger
        .picture()
        .channel()
        .tests()
        .of(peer.card().party(), schedule(peer.card().party()), peer.since(), now);
  }

  /// Once a second.
  ///
  /// @return what is to be written of the links, if a test is due and done
  Optional<Draft> tick(Instant now) {
    // A clock that was put back must not make this wait until it is as late as it was.
    tested.replaceAll((_, time) -> time.isAfter(now) ? now : time);
    waiting = waiting.filter(since -> !since.isAfter(now));
    return results(now)
        .map(LinkTested::new)
        .map(
            said -> new Draft(Audience.of(new TreeSet<>(said.results().keySet())), said.toBytes()));
  }

  /// What was decided is written.
  void wrote(Draft draft, Instant now) {
    waiting = Optional.empty();
    if (draft.to() instanceof Audience.Named(var parties)) {
      parties.forEach(party -> tested.put(party, now));
    }
  }

  private Instant last(Enrolled peer, Instant now) {
    return tested.computeIfAbsent(
        peer.card().party(),
        _ -> {
          Instant said = link(peer, now).ours().map(LinkTest.Report::time).orElse(peer.since());
          return said.isAfter(now) ? now : said;
        });
  }

  private Optional<SortedMap<PartyId, LinkResult>> results(Instant now) {
    List<Enrolled> peers = peers();
    boolean due =
        peers.stream().anyMatch(peer -> isOver(last(peer, now).plus(testing.pace().every()), now));
    if (!due) {
      waiting = Optional.empty();
      return recovered(peers, now);
    }
    Instant since = waiting.orElse(now);
    waiting = Optional.of(since);
    SortedMap<PartyId, LinkResult> results = new TreeMap<>();
    peers.forEach(peer -> results.put(peer.card().party(), result(peer.card().party())));
    boolean whole = results.values().stream().allMatch(LinkResult.Passed.class::isInstance);
    return whole || isOver(since.plus(testing.pace().patience()), now)
        ? Optional.of(results)
        : Optional.empty();
  }

  private LinkResult result(PartyId peer) {
    return links
        .measured(peer)
        .<LinkResult>map(passed -> passed)
        .orElseGet(
            () ->
                new LinkResult.Failed(
                    links.isUp(peer) ? LinkResult.Reason.NO_ANSWER : LinkResult.Reason.NO_LINK));
  }

  /// Links that failed and answer again.
  private Optional<SortedMap<PartyId, LinkResult>> recovered(List<Enrolled> peers, Instant now) {
    SortedMap<PartyId, LinkResult> results = new TreeMap<>();
    for (Enrolled peer : peers) {
      if (link(peer, now).ours().filter(report -> !report.isPassed()).isPresent()) {
        links
            .measured(peer.card().party())
            .ifPresent(passed -> results.put(peer.card().party(), passed));
      }
    }
    boolean soon =
        tested.values().stream().anyMatch(time -> !isOver(time.plus(testing.pace().again()), now));
    return results.isEmpty() || soon ? Optional.empty() : Optional.of(results);
  }

  private static boolean isOver(Instant end, Instant now) {
    return !now.isBefore(end);
  }

  /// Raises and ends what follows: one alarm at most for each peer and kind of test.
  void alarms(Instant now) {
    watching = Optional.of(watching.filter(since -> !since.isAfter(now)).orElse(now));
    Alarms alarms = ledger.alarms();
    for (PartyId party : ledger.picture().departures().keySet()) {
      alarms.end(Alarm.Code.LINK_TEST_MISSED, Optional.of(party));
      alarms.end(Alarm.Code.CHANNEL_TEST_MISSED, Optional.of(party));
    }
    for (PeerTest test : status(now)) {
      Optional<PartyId> peer = Optional.of(test.link().peer());
      if (test.link().missed()) {
        alarms.raise(Alarm.Code.LINK_TEST_MISSED, peer, words(test.link()), now);
      } else {
        alarms.end(Alarm.Code.LINK_TEST_MISSED, peer);
      }
      if (test.human().missed()) {
        alarms.raise(
            Alarm.Code.CHANNEL_TEST_MISSED,
            peer,
            ("No person at %s has answered a test of the channel since the one that was due%s."
                    + " Send one now, or call by voice.%s")
                .formatted(test.link().peer(), over(test.link().peer(), now), by(test.agreed())),
            now);
      } else {
        alarms.end(Alarm.Code.CHANNEL_TEST_MISSED, peer);
      }
    }
  }

  private static String by(Optional<Agreed<TestTimes>> agreed) {
    return agreed.map(by -> " Times are by %s.".formatted(by.source())).orElse("");
  }

  private String over(PartyId peer, Instant now) {
    return schedule(peer)
        .latest(now.minus(HumanTestStatus.WINDOW))
        .map(due -> " at " + due)
        .orElse("");
  }

  private static String words(LinkTest test) {
    PartyId peer = test.peer();
    if (test.ours().filter(report -> !report.isPassed()).isPresent()) {
      return "The hourly test of the link with %s failed: what is said here may not reach it. %s"
          .formatted(peer, since(test));
    }
    if (test.theirs().filter(report -> !report.isPassed()).isPresent()) {
      return "%s says that its hourly test of the link with this node failed.".formatted(peer);
    }
    return "The hourly test of the link with %s is overdue. %s".formatted(peer, since(test));
  }

  private static String since(LinkTest test) {
    return test.passed()
        .map(report -> "It last passed at %s.".formatted(report.time()))
        .orElse("It has never passed.");
  }
}
