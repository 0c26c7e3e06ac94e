package org.wideberth.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// Tests of the channel by people, between one party and its peers: which messages are tests, and
/// which of them were answered. Whether one is due, passed or missed follows from that and from
/// the moment that is asked about.
///
/// By the minute in which they were sent, the one that was answered first before others: however
/// many somebody sends, a look at a day of them goes through no more than its minutes.
///
/// Not thread-safe.
public final class HumanTests {
  private final PartyId self;
  private final Map<EntryPlace, Map<Optional<PartyId>, HumanTest>> known = new HashMap<>();
  private final Map<PartyId, Minutes> answered = new HashMap<>();
  private final Map<PartyId, Minutes> open = new HashMap<>();

  /// Own tests to every party, whoever that is.
  private final Minutes openToAll = new Minutes();

  HumanTests(PartyId self) {
    this.self = self;
  }

  /// What is sent within one minute.
  private static final class Minutes {
    private final NavigableMap<Long, NavigableSet<HumanTest>> sent = new TreeMap<>();

    static long of(Instant time) {
      return Math.floorDiv(time.getEpochSecond(), Duration.ofMinutes(1).toSeconds());
    }

    void add(HumanTest test) {
      sent.computeIfAbsent(of(test.sent()), _ -> new TreeSet<>()).add(test);
    }

    void remove(HumanTest test) {
      sent.computeIfPresent(
          of(test.sent()),
          (_, tests) -> {
            tests.remove(test);
            return tests.isEmpty() ? null : tests;
          });
    }

    /// The first of each minute from one to another, which is excluded.
    Stream<HumanTest> between(Instant from, Instant to) {
      return sent.subMap(of(from), true, Math.max(of(from), of(to)), false).values().stream()
          .map(NavigableSet::first);
    }

    /// The first of the last minute before that one.
    Optional<HumanTest> before(Instant time) {
      return Optional.ofNullable(sent.lowerEntry(of(time))).map(each -> each.getValue().first());
    }
  }

  /// Takes in a message, or that more is said of it.
  ///
  /// @param letters finds the messages that answer it
  void look(Message message, Function<MessageId, Optional<Letter>> letters) {
    boolean own = message.author().equals(self);
    if (!message.content().wording().phrase().equals(Optional.of(Phrase.TEST))
        || !(own || message.isFor(self))) {
      return;
    }
    Optional.ofNullable(known.remove(message.at())).orElse(Map.of()).forEach(this::forget);
    Map<Optional<PartyId>, HumanTest> tests = new HashMap<>();
    for (Optional<PartyId> peer : own ? readers(message) : Set.of(Optional.of(message.author()))) {
      PartyId reader = own ? peer.orElse(self) : self;
      tests.put(
          peer,
          new HumanTest(
              message.id(),
              message.time(),
              message.content().by(),
              answer(message, reader, letters)));
    }
    tests.forEach(this::keep);
    known.put(message.at(), tests);
  }

  /// Whom an own test is with; empty for whoever else there is.
  private static Set<Optional<PartyId>> readers(Message message) {
    Set<Optional<PartyId>> readers = new HashSet<>();
    message.handling().keySet().forEach(party -> readers.add(Optional.of(party)));
    if (message.to() instanceof Audience.Named(var parties)) {
      parties.stream().filter(message::isFor).forEach(party -> readers.add(Optional.of(party)));
    } else {
      readers.add(Optional.empty());
    }
    return readers;
  }

  private static Optional<HumanTest.Answer> answer(
      Message message, PartyId reader, Function<MessageId, Optional<Letter>> letters) {
    Stream<HumanTest.Answer> noted =
        message.noted(reader, Step.ACKNOWLEDGED).stream()
            .map(note -> new HumanTest.Answer(note.time(), note.by()));
    Stream<HumanTest.Answer> answered =
        message.answers(reader).stream()
            .flatMap(id -> letters.apply(id).stream())
            .map(letter -> new HumanTest.Answer(letter.time(), letter.content().by()));
    return Stream.concat(noted, answered).min(Comparator.comparing(HumanTest.Answer::time));
  }

  private void keep(Optional<PartyId> peer, HumanTest test) {
    if (peer.isEmpty()) {
      openToAll.add(test);
    } else {
      minutes(test, peer.get()).add(test);
    }
  }

  private void forget(Optional<PartyId> peer, HumanTest test) {
    if (peer.isEmpty()) {
      openToAll.remove(test);
    } else {
      minutes(test, peer.get()).remove(test);
    }
  }

  private Minutes minutes(HumanTest test, PartyId peer) {
    return (test.answer().isPresent() ? answered : open).computeIfAbsent(peer, _ -> new Minutes());
  }

  /// As [#of(PartyId, TestSchedule, Instant, Instant)], with the same times for ever.
  public HumanTestStatus of(PartyId peer, TestTimes times, Instant since, Instant now) {
    return of(peer, TestSchedule.always(times), since, now);
  }

  /// How the tests with a peer stand.
  ///
  /// @param since from when on tests are due: when the peer was enrolled
  public HumanTestStatus of(PartyId peer, TestSchedule times, Instant since, Instant now) {
    Minutes good = answered.getOrDefault(peer, new Minutes());
    Instant soon = now.plus(HumanTestStatus.EARLY);
    Optional<Instant> due = times.latest(soon).filter(time -> !time.isBefore(since));
    Optional<Instant> over =
        times.latest(now.minus(HumanTestStatus.WINDOW)).filter(time -> !time.isBefore(since));
    boolean missed =
        over.filter(time -> good.between(from(time), soon).findFirst().isEmpty()).isPresent();
    Optional<Standing> in = due.map(time -> standing(peer, good, time, soon));
    return new HumanTestStatus(
        peer,
        in.map(Standing::is).orElse(HumanTestStatus.Standing.NOT_DUE),
        due,
        due.flatMap(time -> times.turn(time, self, peer)),
        in.flatMap(Standing::test),
        good.before(soon),
        times.next(due.filter(time -> time.isAfter(now)).orElse(now)),
        missed);
  }

  private static Instant from(Instant due) {
    return due.minus(HumanTestStatus.EARLY);
  }

  private record Standing(HumanTestStatus.Standing is, Optional<HumanTest> test) {}

  private Standing standing(PartyId peer, Minutes good, Instant due, Instant soon) {
    Instant end = due.plus(HumanTestStatus.WINDOW);
    Optional<HumanTest> inTime =
        good.between(from(due), end).filter(test -> test.isAnsweredBefore(end)).findFirst();
    if (inTime.isPresent()) {
      return new Standing(HumanTestStatus.Standing.PASSED, inTime);
    }
    Optional<HumanTest> late = good.between(from(due), soon).findFirst();
    if (late.isPresent()) {
      return new Standing(HumanTestStatus.Standing.LATE, late);
    }
    boolean over = !soon.minus(HumanTestStatus.EARLY).isBefore(end);
    Optional<HumanTest> sent =
        Stream.concat(
                open.getOrDefault(peer, new Minutes()).between(from(due), end),
                openToAll.between(from(due), end))
            .min(Comparator.naturalOrder());
    if (over) {
      return new Standing(HumanTestStatus.Standing.MISSED, sent);
    }
    return new Standing(
        sent.isPresent() ? HumanTestStatus.Standing.SENT : HumanTestStatus.Standing.DUE, sent);
  }
}
