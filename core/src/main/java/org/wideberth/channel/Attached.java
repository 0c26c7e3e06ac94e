package org.wideberth.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// Which messages have attachments, and who has said that it holds them. However often somebody
/// says so, it grows by no more than that party's first word on each. Not thread-safe.
public final class Attached {
  private final PartyId self;
  private final Map<EntryPlace, Map<PartyId, NavigableMap<Integer, Word>>> held = new HashMap<>();
  private final Map<EntryPlace, NavigableMap<EntryPlace, Integer>> unjudged = new HashMap<>();
  private final NavigableSet<Letter> letters = new TreeSet<>();
  private final Map<PartyId, NavigableSet<Letter>> lacking = new TreeMap<>();
  private final Map<Hash, NavigableSet<Letter>> own = new HashMap<>();

  /// What a party has said first.
  private record Word(EntryPlace at, Instant time) {}

  /// One attachment of one message.
  ///
  /// @param number in the message, counted from 1
  public record Place(MessageId message, PartyId author, int number, Attachment what) {}

  Attached(PartyId self) {
    this.self = self;
  }

  void add(Letter letter) {
    if (letter.content().attachments().isEmpty()) {
      return;
    }
    letters.add(letter);
    if (letter.at().origin().party().equals(self)) {
      letter
          .content()
          .attachments()
          .forEach(each -> own.computeIfAbsent(each.hash(), _ -> new TreeSet<>()).add(letter));
    }
    look(letter);
  }

  void remove(Letter letter) {
    letters.remove(letter);
    letter
        .content()
        .attachments()
        .forEach(each -> own.getOrDefault(each.hash(), new TreeSet<>()).remove(letter));
    lacking.getOrDefault(letter.at().origin().party(), new TreeSet<>()).remove(letter);
  }

  private void look(Letter letter) {
    NavigableSet<Letter> of =
        lacking.computeIfAbsent(letter.at().origin().party(), _ -> new TreeSet<>());
    if (letter.isFor(self) && !missing(letter).isEmpty()) {
      of.add(letter);
    } else {
      of.remove(letter);
    }
  }

  private List<Place> missing(Letter letter) {
    Map<Integer, Word> said =
        held.getOrDefault(letter.at(), Map.of()).getOrDefault(self, new TreeMap<>());
    return places(letter).stream().filter(each -> !said.containsKey(each.number())).toList();
  }

  private static List<Place> places(Letter letter) {
    List<Place> places = new ArrayList<>();
    for (Attachment each : letter.content().attachments()) {
      places.add(new Place(letter.id(), letter.at().origin().party(), places.size() + 1, each));
    }
    return places;
  }

  /// Adds an entry.
  ///
  /// @return whether any of it is news
  boolean said(EntryPlace at, Instant time, ChannelBody.AttachmentsHeld said) {
    NavigableMap<Integer, Word> of =
        held.computeIfAbsent(said.message(), _ -> new HashMap<>())
            .computeIfAbsent(at.origin().party(), _ -> new TreeMap<>());
    boolean news = false;
    for (int number : said.numbers()) {
      Word before = of.get(number);
      if (before == null || before.at().compareTo(at) > 0) {
        of.put(number, new Word(at, time));
        news = true;
      }
    }
    return news;
  }

  /// The entries in which parties first say that they hold attachments of a message.
  public Set<EntryPlace> heldAt(EntryPlace message) {
    Set<EntryPlace> places = new TreeSet<>();
    held.getOrDefault(message, Map.of())
        .values()
        .forEach(of -> of.values().forEach(word -> places.add(word.at())));
    return places;
  }

  void judgeLater(EntryPlace at, ChannelBody.AttachmentsHeld said) {
    unjudged.computeIfAbsent(said.message(), _ -> new TreeMap<>()).put(at, said.numbers().last());
  }

  /// What was said of a message before it came, with why it does not count if so.
  Map<EntryPlace, Optional<String>> drainUnjudged(Letter letter) {
    Map<EntryPlace, Optional<String>> verdicts = new HashMap<>();
    NavigableMap<EntryPlace, Integer> waiting = unjudged.remove(letter.at());
    if (waiting != null) {
      waiting.forEach((at, last) -> verdicts.put(at, problem(letter, at, last)));
    }
    return verdicts;
  }

  /// Somebody has said something of a message that is here.
  Optional<String> judge(Letter letter, EntryPlace at, ChannelBody.AttachmentsHeld said) {
    if (at.origin().party().equals(self)) {
      look(letter);
    }
    return problem(letter, at, said.numbers().last());
  }

  private static Optional<String> problem(Letter letter, EntryPlace at, int last) {
    if (!letter.isFor(at.origin().party())) {
      return Optional.of("it speaks of attachments of a message that is not for its author");
    }
    return last > letter.content().attachments().size()
        ? Optional.of("it speaks of an attachment that the message does not have")
        : Optional.empty();
  }

  /// Since when those who are to read the message hold which of its attachments, as they say.
  NavigableMap<PartyId, SortedMap<Integer, Instant>> of(Letter letter) {
    NavigableMap<PartyId, SortedMap<Integer, Instant>> all = new TreeMap<>();
    held.getOrDefault(letter.at(), Map.of())
        .forEach(
            (party, words) -> {
              SortedMap<Integer, Instant> since = new TreeMap<>();
              words
                  .headMap(letter.content().attachments().size(), true)
                  .forEach((number, word) -> since.put(number, word.time()));
              if (letter.isFor(party) && !since.isEmpty()) {
                all.put(party, since);
              }
            });
    return all;
  }

  /// What a message of this party names with that hash.
  public Optional<Attachment> own(Hash hash) {
    return own.getOrDefault(hash, new TreeSet<>()).stream()
        .flatMap(letter -> letter.content().attachments().stream())
        .filter(each -> each.hash().equals(hash))
        .findFirst();
  }

  /// True if this party has sent that attachment to that reader.
  public boolean mayHave(PartyId reader, Hash hash) {
    return own.getOrDefault(hash, new TreeSet<>()).stream().anyMatch(each -> each.isFor(reader));
  }

  /// The latest attachments of messages by that author to this party, of which this one has not
  /// said that it holds them; the last message first.
  public List<Place> lacking(PartyId author, int messagesMax) {
    return lacking.getOrDefault(author, new TreeSet<>()).descendingSet().stream()
        .limit(messagesMax)
        .flatMap(letter -> missing(letter).stream())
        .toList();
  }

  /// Attachments that only messages from before that moment name, as their authors say.
  public Set<Hash> before(Instant moment) {
    Set<Hash> old = new TreeSet<>();
    Set<Hash> wanted = new TreeSet<>();
    for (Letter letter : letters) {
      letter
          .content()
          .attachments()
          .forEach(each -> (letter.time().isBefore(moment) ? old : wanted).add(each.hash()));
    }
    old.removeAll(wanted);
    return old;
  }

  /// Every attachment of every message that is here.
  public List<Place> all() {
    return letters.stream().flatMap(letter -> places(letter).stream()).toList();
  }
}
