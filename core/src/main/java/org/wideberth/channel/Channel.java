package org.wideberth.channel;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Origin;

/// All messages that are here, and what was said of them: a fold over the entries of the channel.
/// What it comes to depends on which entries were added, not on their order. An entry costs no more
/// work for what others have said of the same message before.
///
/// Not thread-safe.
public final class Channel {
  /// Of so many latest own FLASH messages it is watched who has acknowledged them.
  public static final int FLASHES_WATCHED_MAX = 64;

  private final PartyId self;
  private final Map<EntryPlace, Letter> letters = new HashMap<>();
  private final NavigableMap<MessageId, Letter> byId = new TreeMap<>();
  private final NavigableSet<Letter> byTime = new TreeSet<>();
  private final Map<EntryPlace, Said> said = new HashMap<>();
  private final Map<EntryPlace, ThreadLetters> threads = new HashMap<>();
  private final NavigableSet<ThreadLetters.Place> latestThreads = new TreeSet<>();
  private final Map<Origin, NavigableMap<Long, Letter>> ownFlashes = new HashMap<>();
  private final NavigableSet<Letter> latestFlashes = new TreeSet<>();
  private final ReadBacks readBacks = new ReadBacks();
  private final Attached attached;
  private final Awaiting awaiting = new Awaiting();
  private final OpenLetters open;
  private final HumanTests tests;
  private final NavigableSet<MessageId> changed = new TreeSet<>();
  private final NavigableMap<EntryPlace, Optional<String>> judged = new TreeMap<>();

  /// @param self whose channel it is
  public Channel(PartyId self) {
    this.self = self;
    this.tests = new HumanTests(self);
    this.open = new OpenLetters(self);
    this.attached = new Attached(self);
  }

  /// Adds an entry.
  ///
  /// @param time when it was written, as its author says
  /// @param branch of which history of the log it is, if of a second one
  public void add(
      EntryPlace at, Instant time, Audience to, Optional<Branch> branch, ChannelBody body) {
    switch (body) {
      case ChannelBody.Sent(var content) ->
          send(new Letter(MessageId.of(at, branch), at, time, to, content));
      case ChannelBody.Noted noted ->
          said(at, noted.message(), said(noted.message()).note(at, time, noted));
      case ChannelBody.Escalated(var message, var desk) ->
          said(at, message, said(message).escalate(at, time, desk));
      case ChannelBody.ReadBack said -> readBack(at, time, said);
      case ChannelBody.AttachmentsHeld said -> attachmentsHeld(at, time, said);
    }
  }

  /// Takes a note back that was added and turned out not to count. Another of the same step by the
  /// same party, if there is one, is to be added again.
  public void retract(EntryPlace at, ChannelBody.Noted noted) {
    judged.remove(at);
    boolean counted = said(noted.message()).retract(at, noted.step());
    Letter letter = letters.get(noted.message());
    if (counted && letter != null && letter.isFor(at.origin().party())) {
      touched(letter);
    }
  }

  private void readBack(EntryPlace at, Instant time, ChannelBody.ReadBack said) {
    boolean shows = readBacks.add(at, time, said);
    Letter letter = letters.get(said.message());
    if (letter == null) {
      readBacks.judgeLater(at, said);
      return;
    }
    judged.put(at, ReadBacks.problem(letter, at, said));
    if (shows && letter.isFor(at.origin().party())) {
      touched(letter);
    }
  }

  private void attachmentsHeld(EntryPlace at, Instant time, ChannelBody.AttachmentsHeld said) {
    boolean news = attached.said(at, time, said);
    Letter letter = letters.get(said.message());
    if (letter == null) {
      attached.judgeLater(at, said);
      return;
    }
    judged.put(at, attached.judge(letter, at, said));
    if (news && letter.isFor(at.origin().party())) {
      touched(letter);
    }
  }

  private void said(EntryPlace at, EntryPlace message, boolean news) {
    Said of = said(message);
    Letter letter = letters.get(message);
    if (letter == null) {
      of.judgeLater(at);
      return;
    }
    judged.put(at, problem(letter, at));
    if (news && letter.isFor(at.origin().party())) {
      touched(letter);
    }
  }

  private void send(Letter letter) {
    Letter before = letters.get(letter.at());
    if (before != null && before.id().compareTo(letter.id()) <= 0) {
      // The very same entry stands in both histories of its log: it has its name of the first one.
      return;
    }
    if (before != null) {
      forget(before);
    }
    letters.put(letter.at(), letter);
    byId.put(letter.id(), letter);
    byTime.add(letter);
    if (letter.at().origin().party().equals(self) && letter.precedence() == Precedence.FLASH) {
      latestFlashes.add(letter);
      if (latestFlashes.size() > FLASHES_WATCHED_MAX) {
        latestFlashes.removeFirst();
      }
      ownFlashes
          .computeIfAbsent(letter.at().origin(), _ -> new TreeMap<>())
          .put(letter.at().seq(), letter);
    }
    inThread(letter, true);
    said(letter.at()).drainUnjudged().forEach(note -> judged.put(note, problem(letter, note)));
    judged.putAll(readBacks.drainUnjudged(letter));
    judged.putAll(attached.drainUnjudged(letter));
    attached.add(letter);
    touched(letter);
    letter.content().answers().ifPresent(answered -> answer(answered, letter));
  }

  private void answer(EntryPlace answered, Letter answer) {
    Letter to = letters.get(answered);
    if (said(answered).answer(answer.at()) && to != null) {
      touched(to);
    }
  }

  private void forget(Letter letter) {
    byId.remove(letter.id());
    byTime.remove(letter);
    inThread(letter, false);
    awaiting.remove(letter);
    open.remove(letter);
    attached.remove(letter);
    latestFlashes.remove(letter);
    changed.remove(letter.id());
  }

  private void inThread(Letter letter, boolean present) {
    ThreadLetters thread = threads.computeIfAbsent(letter.thread(), ThreadLetters::new);
    if (!thread.isEmpty()) {
      latestThreads.remove(thread.place());
    }
    if (present) {
      thread.add(letter);
    } else {
      thread.remove(letter);
    }
    if (thread.isEmpty()) {
      threads.remove(letter.thread());
    } else {
      latestThreads.add(thread.place());
    }
  }

  private Said said(EntryPlace message) {
    return said.computeIfAbsent(message, _ -> new Said());
  }

  /// What is said of a message that is here: changes nothing.
  private Said heard(Letter letter) {
    return Objects.requireNonNull(said.get(letter.at()));
  }

  private void touched(Letter letter) {
    changed.add(letter.id());
    if (letter.content().wording().phrase().equals(Optional.of(Phrase.TEST))) {
      tests.look(message(letter), id -> Optional.ofNullable(byId.get(id)));
    }
    open.look(letter, heard(letter));
    if (letter.isFor(self) && !heard(letter).has(self, Step.ACKNOWLEDGED)) {
      awaiting.add(letter);
    } else {
      awaiting.remove(letter);
    }
  }

  private static Optional<String> problem(Letter letter, EntryPlace note) {
    return letter.isFor(note.origin().party())
        ? Optional.empty()
        : Optional.of("it speaks of a message that is not addressed to its author");
  }

  /// Messages that are not what they were at the last call.
  public List<Message> drainChanged() {
    List<Message> messages = changed.stream().flatMap(id -> message(id).stream()).toList();
    changed.clear();
    return messages;
  }

  /// Nobody hears of those that are not what they were at the last call.
  public void forgetChanged() {
    changed.clear();
  }

  /// Entries about messages that were looked at since the last call, with why they do not count if
  /// so.
  public NavigableMap<EntryPlace, Optional<String>> drainJudged() {
    NavigableMap<EntryPlace, Optional<String>> verdicts = new TreeMap<>(judged);
    judged.clear();
    return verdicts;
  }

  private Message message(Letter letter) {
    return new Message(
        letter.id(),
        letter.at(),
        letter.time(),
        letter.to(),
        letter.content(),
        name(letter.thread()),
        heard(letter).handling(letter, at -> Optional.ofNullable(letters.get(at)).map(Letter::id)),
        readBacks.of(letter),
        attached.of(letter));
  }

  private MessageId name(EntryPlace at) {
    Letter letter = letters.get(at);
    return letter == null ? MessageId.of(at, Optional.empty()) : letter.id();
  }

  public Optional<Message> message(MessageId id) {
    return Optional.ofNullable(byId.get(id)).map(this::message);
  }

  /// Which messages test the channel. Do not change it.
  public HumanTests tests() {
    return tests;
  }

  /// Which messages have attachments. Do not change it.
  public Attached attached() {
    return attached;
  }

  /// How many messages are here.
  public int size() {
    return byId.size();
  }

  /// Every message, sorted by id.
  public List<Message> messages() {
    return byId.values().stream().map(this::message).toList();
  }

  /// The latest messages, the last one first.
  ///
  /// @param before only those written before this one, which must be here to count
  public List<Message> latest(Optional<MessageId> before, int countMax) {
    Letter from = before.map(byId::get).orElse(null);
    NavigableSet<Letter> among = from == null ? byTime : byTime.headSet(from, false);
    return among.descendingSet().stream().limit(countMax).map(this::message).toList();
  }

  /// Messages for this party that no person of it has acknowledged yet: the most urgent first; of
  /// equals every author's first one, then every author's second one, in order of time.
  public List<Message> awaiting(int countMax) {
    return awaiting.first(countMax).stream().map(this::message).toList();
  }

  /// FLASH messages of one author that wait for a person of this party.
  ///
  /// @param first those that were written first
  /// @param more how many there are beside them
  public record Flashes(List<Message> first, int more) {}

  /// The FLASH messages among those that wait, by author.
  ///
  /// @param countMax of each author
  public NavigableMap<PartyId, Flashes> flashesAwaiting(int countMax) {
    NavigableMap<PartyId, Flashes> flashes = new TreeMap<>();
    awaiting
        .flashes()
        .forEach(
            (author, all) -> {
              List<Message> first = all.stream().limit(countMax).map(this::message).toList();
              flashes.put(author, new Flashes(first, all.size() - first.size()));
            });
    return flashes;
  }

  /// Where own FLASH messages to a party stand in a log.
  ///
  /// @param from the first place that counts
  public List<Long> flashes(Origin log, long from, PartyId to) {
    return ownFlashes
        .getOrDefault(log, Collections.emptyNavigableMap())
        .tailMap(from, true)
        .values()
        .stream()
        .filter(letter -> letter.isFor(to))
        .map(letter -> letter.at().seq())
        .toList();
  }

  /// The latest own FLASH messages that a reader has not acknowledged, the first one first.
  ///
  /// @param after only those that were written after it
  /// @param before and before it
  public List<Message> unacknowledged(PartyId reader, Instant after, Instant before) {
    return latestFlashes.stream()
        .filter(letter -> letter.time().isAfter(after) && letter.time().isBefore(before))
        .filter(letter -> letter.isFor(reader))
        .filter(letter -> !heard(letter).has(reader, Step.ACKNOWLEDGED))
        .map(this::message)
        .toList();
  }

  /// Messages between this party and another of which the reader still owes something, the first
  /// one first.
  ///
  /// @param of whose, and what
  /// @param from written then or later
  /// @param before and before that
  public List<Message> owed(OpenLetters.Of of, Instant from, Instant before, int countMax) {
    return open
        .between(of, from, before, countMax, letter -> !heard(letter).has(of.reader(), of.owed()))
        .stream()
        .map(this::message)
        .toList();
  }

  /// How many threads there are.
  public int threadCount() {
    return threads.size();
  }

  /// Threads, the one with the latest message first.
  public List<MessageThread> threads(int countMax) {
    return latestThreads.stream()
        .limit(countMax)
        .flatMap(place -> Stream.ofNullable(threads.get(place.first())))
        .map(thread -> thread.summary(name(thread.first())))
        .toList();
  }

  /// The messages of the thread that begins with, or holds, that message: in the order in which
  /// they were written, as their authors say.
  public List<Message> thread(MessageId id) {
    return ofThread(id).map(this::message).toList();
  }

  /// The latest of them, in the same order.
  public List<Message> thread(MessageId id, int countMax) {
    long count = ofThread(id).count();
    return ofThread(id).skip(Math.max(0, count - countMax)).map(this::message).toList();
  }

  private Stream<Letter> ofThread(MessageId id) {
    Letter letter = byId.get(id);
    ThreadLetters thread = letter == null ? null : threads.get(letter.thread());
    return thread == null ? Stream.empty() : thread.letters().stream();
  }
}
