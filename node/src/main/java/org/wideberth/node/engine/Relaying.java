package org.wideberth.node.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;

/// Reaches parties with whom there is no link, through third ones: the courier's parcels travel
/// from link to link. Nobody on the way is trusted: entries and receipts are signed, bodies are
/// sealed to the reader, and the sender repeats what no receipt covers. Owned by the engine.
final class Relaying {
  /// Without a link for so long, a party is written to through others: long enough for a link that
  /// was cut to come back by itself.
  static final Duration FIRST = Duration.ofSeconds(5);

  /// Waits double up to this while no receipt comes.
  static final Duration WAIT_MAX = Duration.ofMinutes(5);

  /// A receipt is sent back without waiting longer than this.
  static final Duration RECEIPT = Duration.ofSeconds(1);

  /// Where a parcel ends, give or take its last body: with the largest one it still fits a frame.
  static final int PARCEL_BYTES = 96 * 1024;

  /// What this node does to reach one party.
  private static final class Post {
    private Instant from;
    private Duration wait = FIRST;
    private long receipted = -1;
    private boolean receiptDue;
    private int turn;

    Post(Instant now) {
      this.from = now;
    }
  }

  private final Ledger ledger;
  private final Courier courier;
  private final EngineView.Bodies bodies;
  private final Entropy entropy;
  private final Mailbox mailbox = new Mailbox();
  private final Map<PartyId, Post> posts = new TreeMap<>();

  Relaying(Ledger ledger, EngineView.Bodies bodies, Entropy entropy) {
    this.ledger = ledger;
    this.courier = new Courier(ledger);
    this.bodies = bodies;
    this.entropy = entropy;
  }

  /// Once a second: writes to those who have no link and lack something.
  void tick(Map<PartyId, PeerSession> sessions, Instant now, Batch batch) {
    for (PartyId party : ledger.cards().keySet()) {
      if (isLinked(sessions, party)) {
        posts.remove(party);
      } else if (!sessions.isEmpty()) {
        post(party, sessions, now, batch);
      }
    }
  }

  private static boolean isLinked(Map<PartyId, PeerSession> sessions, PartyId party) {
    PeerSession session = sessions.get(party);
    return session != null && session.greeted();
  }

  private void post(PartyId party, Map<PartyId, PeerSession> sessions, Instant now, Batch batch) {
    Post post = posts.computeIfAbsent(party, _ -> new Post(now));
    ReceiptBook book = ledger.receipts(party);
    if (book.size() != post.receipted) {
      // It gets what is sent: no need to wait longer each time.
      post.receipted = book.size();
      post.wait = FIRST;
    }
    boolean lacks = book.size() < ledger.own().durable().size() || lacksBodies(book);
    Duration wait = post.receiptDue ? RECEIPT : post.wait;
    if ((!lacks && !post.receiptDue)
        || Duration.between(post.from, now).abs().compareTo(wait) < 0) {
      return;
    }
    post.from = now;
    if (!post.receiptDue) {
      Duration doubled = post.wait.multipliedBy(2);
      post.wait = doubled.compareTo(WAIT_MAX) < 0 ? doubled : WAIT_MAX;
    }
    post.receiptDue = false;
    way(party, sessions, Optional.empty(), post.turn++)
        .ifPresent(way -> batch.afterwards(() -> send(way, party, now)));
  }

  private static boolean lacksBodies(ReceiptBook book) {
    return book.newest().filter(receipt -> !receipt.holding().missing().isEmpty()).isPresent();
  }

  private void send(PeerSession way, PartyId to, Instant now) {
    if (courier.make(to, bodies, entropy, now, PARCEL_BYTES)
        instanceof Outcome.Accepted<byte[]>(var file)) {
      String parcel = new String(file, StandardCharsets.UTF_8);
      if (parcel.length() <= Frame.PARCEL_BYTES_MAX) {
        way.send(new Frame.Relay(to, Frame.RELAY_HOPS_MAX, parcel));
      }
    }
  }

  /// A neighbour that says that it has a link with that party; failing that, any, each in turn.
  private static Optional<PeerSession> way(
      PartyId to, Map<PartyId, PeerSession> sessions, Optional<PeerSession> from, int turn) {
    List<PeerSession> others =
        sessions.values().stream()
            .filter(PeerSession::greeted)
            .filter(session -> from.isEmpty() || !session.peer().equals(from.get().peer()))
            .toList();
    List<PeerSession> near = others.stream().filter(session -> session.reaches(to)).toList();
    List<PeerSession> candidates = near.isEmpty() ? others : near;
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(Math.floorMod(turn, candidates.size())));
  }

  /// A parcel came over a link: for this party, or to be passed on.
  ///
  /// @return why it cannot be used, where whoever brought it could have seen that
  Optional<String> take(
      PeerSession session,
      Frame.Relay parcel,
      Map<PartyId, PeerSession> sessions,
      Instant now,
      Batch batch) {
    byte[] file = parcel.parcel().getBytes(StandardCharsets.UTF_8);
    switch (Courier.addressOf(file)) {
      case Outcome.Refused<Courier.Address>(Refusal refusal) -> {
        return Optional.of("a parcel that cannot be read: " + refusal.detail());
      }
      case Outcome.Accepted<Courier.Address>(var address) -> {
        if (!address.theatre().equals(ledger.own().origin().theatre())
            || !address.to().equals(parcel.to())) {
          return Optional.of("a parcel for " + address.to() + " of " + address.theatre());
        }
        if (parcel.to().equals(ledger.self())) {
          receive(address.from(), file, now, batch);
        } else {
          passOn(session, parcel, sessions, batch);
        }
        return Optional.empty();
      }
    }
  }

  private void receive(PartyId from, byte[] file, Instant now, Batch batch) {
    if (courier.take(file, now, batch) instanceof Outcome.Accepted<Done>) {
      receiptDue(from, now);
    }
  }

  /// More of that party's log is held now than its author can know.
  void receiptDue(PartyId author, Instant now) {
    if (ledger.cards().containsKey(author)) {
      posts.computeIfAbsent(author, _ -> new Post(now)).receiptDue = true;
    }
  }

  private void passOn(
      PeerSession session, Frame.Relay parcel, Map<PartyId, PeerSession> sessions, Batch batch) {
    PartyId to = parcel.to();
    if (isLinked(sessions, to)) {
      PeerSession last = Objects.requireNonNull(sessions.get(to));
      batch.afterwards(() -> last.send(new Frame.Relay(to, 0, parcel.parcel())));
      return;
    }
    Optional<PeerSession> next =
        parcel.hops() == 0
            ? Optional.empty()
            : way(to, sessions, Optional.of(session), parcel.hops())
                .filter(each -> each.reaches(to) || parcel.hops() > 1);
    if (next.isPresent()) {
      Frame.Relay further = new Frame.Relay(to, parcel.hops() - 1, parcel.parcel());
      batch.afterwards(() -> next.get().send(further));
    } else if (ledger.cards().containsKey(to)) {
      mailbox.put(session.peer(), parcel);
    }
  }

  /// That party has a link now: what waited for it goes to it.
  void linked(PeerSession session, Batch batch) {
    for (Frame.Relay parcel : mailbox.collect(session.peer())) {
      batch.afterwards(() -> session.send(new Frame.Relay(parcel.to(), 0, parcel.parcel())));
    }
  }
}
