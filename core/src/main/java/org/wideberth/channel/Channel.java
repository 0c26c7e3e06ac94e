package org.wideberth.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Origin;

/// All messages that are here, and what was said of them: a fold over the entries of the channel.
/// What it comes to depends on which entries were added, not on their order.
///
/// Not thread-safe.
public final class Channel {
  private static final Comparator<MessageThread> LATEST_FIRST =
      Comparator.comparing(MessageThread::time).reversed().thenComparing(MessageThread::first);

  private final PartyId self;
  private final Map<EntryPlace, Letter> letters = new HashMap<>();
  private final NavigableMap<MessageId, Letter> byId = new TreeMap<>();
  private final NavigableSet<Letter> byTime = new TreeSet<>();
  private final Map<EntryPlace, Said> said = new HashMap<>();
  private final Map<EntryPlace, NavigableSet<Letter>> threads = new HashMap<>();
  private final Map<Origin, NavigableMap<Long, Letter>> ownFlashes = new HashMap<>();
  private final NavigableSet<MessageId> awaiting = new TreeSet<>();
  private final NavigableSet<MessageId> changed = new TreeSet<>();
  private final NavigableMap<EntryPlace, Optional<String>> judged = new TreeMap<>();

  /// A message as its entry has it.
  private record Letter(
      MessageId id, EntryPlace at, Instant time, Audience to, MessageContent content)
      implements Comparable<Letter> {
    private static final Comparator<Letter> ORDER =
        Comparator.comparing(Letter::time).thenComparing(Letter::at);

    EntryPlace thread() {
      return content.thread().orElse(at);
    }

    boolean isFor(PartyId party) {
      return to.names(party) && !at.origin().party().equals(party);
    }

    @Override
    public int compareTo(Letter other) {
      return ORDER.compare(this, other);
    }
  }

  private record NotedAt(EntryPlace at, Instant time, ChannelBody.Noted noted) {}

  /// What others' entries say of a message, which may not be here.
  private static final class Said {
    final NavigableMap<EntryPlace, NotedAt> notes = new TreeMap<>();
    final NavigableSet<EntryPlace> answers = new TreeSet<>();
  }

  /// @param self whose channel it is
  public Channel(PartyId self) {
    this.self = self;
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
      case ChannelBody.Noted noted -> {
        said(noted.message()).notes.put(at, new NotedAt(at, time, noted));
        Optional.ofNullable(letters.get(noted.message())).ifPresent(this::look);
      }
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
    if (letter.at().origin().party().equals(self)
        && letter.content().precedence() == Precedence.FLASH) {
      ownFlashes
          .computeIfAbsent(letter.at().origin(), _ -> new TreeMap<>())
          .put(letter.at().seq(), letter);
    }
    threads.computeIfAbsent(letter.thread(), _ -> new TreeSet<>()).add(letter);
    look(letter);
    letter
        .content()
        .answers()
        .ifPresent(
            answered -> {
              said(answered).answers.add(letter.at());
              Optional.ofNullable(letters.get(answered)).ifPresent(this::look);
            });
  }

  private void forget(Letter letter) {
    byId.remove(letter.id());
    byTime.remove(letter);
    threads.computeIfPresent(
        letter.thread(),
        (_, others) -> {
          others.remove(letter);
          return others.isEmpty() ? null : others;
        });
    awaiting.remove(letter.id());
    changed.remove(letter.id());
  }

  private Said said(EntryPlace message) {
    return said.computeIfAbsent(message, _ -> new Said());
  }

  private void look(Letter letter) {
    changed.add(letter.id());
    Said of = said.get(letter.at());
    if (of != null) {
      of.notes.keySet().forEach(at -> judged.put(at, problem(letter, at.origin().party())));
    }
    if (message(letter).awaits(self)) {
      awaiting.add(letter.id());
    } else {
      awaiting.remove(letter.id());
    }
  }

  private static Optional<String> problem(Letter letter, PartyId reader) {
    return letter.isFor(reader)
        ? Optional.empty()
        : Optional.of(
            "it speaks of the message %s, which is not addressed to its author"
                .formatted(letter.id()));
  }

  /// Messages that are not what they were at the last call.
  public List<Message> drainChanged() {
    List<Message> messages = changed.stream().flatMap(id -> message(id).stream()).toList();
    changed.clear();
    return messages;
  }

  /// Entries about messages that were looked at since the last call, with why they do not count if
  /// so.
  public NavigableMap<EntryPlace, Optional<String>> drainJudged() {
    NavigableMap<EntryPlace, Optional<String>> verdicts = new TreeMap<>(judged);
    judged.clear();
    return verdicts;
  }

  private Message message(Letter letter) {
    Map<PartyId, Map<Step, Handling.Note>> steps = new TreeMap<>();
    Map<PartyId, List<MessageId>> answers = new TreeMap<>();
    Said of = said.get(letter.at());
    if (of != null) {
      of.notes.forEach(
          (at, each) -> {
            PartyId reader = at.origin().party();
            if (letter.isFor(reader)) {
              steps
                  .computeIfAbsent(reader, _ -> new TreeMap<>())
                  .putIfAbsent(
                      each.noted().step(),
                      new Handling.Note(at, each.time(), each.noted().note(), each.noted().by()));
            }
          });
      for (EntryPlace at : of.answers) {
        PartyId reader = at.origin().party();
        Letter answer = letters.get(at);
        if (letter.isFor(reader) && answer != null) {
          answers.computeIfAbsent(reader, _ -> new ArrayList<>()).add(answer.id());
        }
      }
    }
    Set<PartyId> readers = new TreeSet<>(steps.keySet());
    readers.addAll(answers.keySet());
    Map<PartyId, Handling> handling = new TreeMap<>();
    for (PartyId reader : readers) {
      handling.put(
          reader,
          new Handling(
              steps.getOrDefault(reader, Map.of()), answers.getOrDefault(reader, List.of())));
    }
    return new Message(
        letter.id(),
        letter.at(),
        letter.time(),
        letter.to(),
        letter.content(),
        name(letter.thread()),
        handling);
  }

  private MessageId name(EntryPlace at) {
    Letter letter = letters.get(at);
    return letter == null ? MessageId.of(at, Optional.empty()) : letter.id();
  }

  public Optional<Message> message(MessageId id) {
    return Optional.ofNullable(byId.get(id)).map(this::message);
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

  /// Messages for this party that no person of it has acknowledged yet: the most urgent first, of
  /// equals the one that was written first.
  public List<Message> awaiting() {
    return awaiting.stream()
        .flatMap(id -> message(id).stream())
        .sorted(
            Comparator.comparing((Message message) -> message.content().precedence())
                .reversed()
                .thenComparing(Message::time)
                .thenComparing(Message::id))
        .toList();
  }

  /// Where own FLASH messages to a party stand in a log.
  ///
  /// @param from the first place that counts
  public List<Long> flashes(Origin log, long from, PartyId to) {
    return ownFlashes.getOrDefault(log, new TreeMap<>()).tailMap(from, true).values().stream()
        .filter(letter -> letter.isFor(to))
        .map(letter -> letter.at().seq())
        .toList();
  }

  /// All threads, the one with the latest message first.
  public List<MessageThread> threads() {
    List<MessageThread> list = new ArrayList<>(threads.size());
    threads.forEach((first, letters) -> list.add(summary(first, letters)));
    list.sort(LATEST_FIRST);
    return list;
  }

  private MessageThread summary(EntryPlace first, NavigableSet<Letter> letters) {
    Letter latest = letters.last();
    Precedence urgency =
        letters.stream()
            .map(each -> each.content().precedence())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new MessageThread(name(first), letters.size(), latest.id(), latest.time(), urgency);
  }

  /// The messages of the thread that begins with, or holds, that message: in the order in which
  /// they were written, as their authors say.
  public List<Message> thread(MessageId id) {
    Collection<Letter> found =
        Optional.ofNullable(byId.get(id))
            .map(letter -> threads.getOrDefault(letter.thread(), new TreeSet<>()))
            .orElseGet(TreeSet::new);
    return found.stream().map(this::message).toList();
  }
}
