package org.wideberth.channel;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// Who sits at which desk: a fold over what each party says of its own. The last entry counts.
///
/// Not thread-safe.
public final class Watches {
  /// Desks of one party that are listed beside the duty desk, by name: a party has a handful, and
  /// one that invents thousands fills nobody's board.
  public static final int DESKS_MAX = 16;

  private record Said<B extends WatchBody>(EntryPlace at, Instant time, B body) {
    static <B extends WatchBody> Said<B> later(@Nullable Said<B> before, Said<B> said) {
      return before != null && before.at().compareTo(said.at()) > 0 ? before : said;
    }
  }

  /// What counts of all that was said of one desk.
  private static final class Post {
    private @Nullable Said<WatchBody> latest;
    private @Nullable Said<WatchBody.Taken> taken;
    private @Nullable Said<WatchBody.HandedOver> handedOver;

    void add(EntryPlace at, Instant time, WatchBody body) {
      switch (body) {
        case WatchBody.Taken each -> {
          taken = Said.later(taken, new Said<>(at, time, each));
          latest = Said.later(latest, new Said<>(at, time, body));
        }
        case WatchBody.Left _ -> latest = Said.later(latest, new Said<>(at, time, body));
        case WatchBody.HandedOver each ->
            handedOver = Said.later(handedOver, new Said<>(at, time, each));
      }
    }

    /// The note for the relief, if there is one since the desk was taken.
    Optional<Said<WatchBody.HandedOver>> note() {
      boolean read =
          taken != null && handedOver != null && taken.at().compareTo(handedOver.at()) > 0;
      return read ? Optional.empty() : Optional.ofNullable(handedOver);
    }

    Watch watch(PartyId party, Desk desk) {
      Optional<Said<WatchBody>> said = Optional.ofNullable(latest);
      return new Watch(
          party,
          desk,
          said.filter(each -> each.body() instanceof WatchBody.Taken).isPresent(),
          said.map(each -> each.body().by()),
          said.map(Said::time),
          note().map(Post::shown));
    }

    private static Watch.HandoverNote shown(Said<WatchBody.HandedOver> said) {
      return new Watch.HandoverNote(
          MessageId.of(said.at(), Optional.empty()),
          said.body().by(),
          said.time(),
          said.body().note());
    }
  }

  private final NavigableMap<PartyId, NavigableMap<String, Post>> posts = new TreeMap<>();
  private final Set<PartyId> changed = new TreeSet<>();

  /// Adds an entry.
  ///
  /// @param time when it was written, as its author says
  public void add(EntryPlace at, Instant time, WatchBody body) {
    PartyId party = at.origin().party();
    posts
        .computeIfAbsent(party, _ -> new TreeMap<>())
        .computeIfAbsent(body.desk().name(), _ -> new Post())
        .add(at, time, body);
    changed.add(party);
  }

  /// Parties whose watches are not what they were at the last call.
  public Set<PartyId> drainChanged() {
    Set<PartyId> parties = new TreeSet<>(changed);
    changed.clear();
    return parties;
  }

  /// The desks of a party by name: the duty desk always, others once something was said of them.
  public List<Watch> of(PartyId party) {
    NavigableMap<String, Post> of = posts.getOrDefault(party, new TreeMap<>());
    Stream<String> others =
        of.keySet().stream().filter(name -> !name.equals(Desk.DUTY.name())).limit(DESKS_MAX);
    return Stream.concat(Stream.of(Desk.DUTY.name()), others)
        .sorted()
        .map(name -> of.getOrDefault(name, new Post()).watch(party, new Desk(name)))
        .toList();
  }

  /// The entry with the note for the relief at a desk, if there is one since it was taken.
  public Optional<EntryPlace> note(PartyId party, Desk desk) {
    return posts
        .getOrDefault(party, new TreeMap<>())
        .getOrDefault(desk.name(), new Post())
        .note()
        .map(Said::at);
  }
}
