package org.wideberth.node.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.wideberth.channel.LinkResult;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// The links to the peers: who is there, what was said. Every frame is judged by itself, so that
/// loss, doubling and reordering cost time and nothing else. Owned by the engine.
final class Links {
  private record Gone(Instant since, Instant lastHeard) {}

  private final Ledger ledger;
  private final Sending sending;
  private final Receiving receiving;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Entropy entropy;
  private final EngineListener listener;
  private final Map<PartyId, PeerSession> sessions = new TreeMap<>();
  private final Map<PartyId, Gone> gone = new TreeMap<>();
  private final Set<Origin> receiptsDue = new HashSet<>();
  private final CatchUp catchUp;
  private final Relaying relaying;
  private PeerBudget budget;
  private final Attachments attachments;
  private boolean everGreeted;
  private Frame.Checkpoints gossiped = new Frame.Checkpoints(List.of());

  Links(
      Ledger ledger,
      Sending sending,
      Relaying relaying,
      Attachments attachments,
      InstantSource clock,
      LongSupplier nanos,
      Entropy entropy,
      EngineListener listener) {
    this.clock = clock;
    this.nanos = nanos;
    this.entropy = entropy;
    this.ledger = ledger;
    this.sending = sending;
    this.relaying = relaying;
    this.attachments = attachments;
    this.receiving = new Receiving(ledger);
    this.catchUp = new CatchUp(ledger);
    this.budget = new PeerBudget(ledger, PeerBudget.LOG_PER_DAY);
    this.listener = listener;
  }

  /// The parties that have said hello.
  private List<PartyId> linked() {
    return sessions.values().stream().filter(PeerSession::greeted).map(PeerSession::peer).toList();
  }

  void up(PartyId peer, PeerChannel channel, Instant now, Batch batch) {
    PeerSession session = new PeerSession(peer, channel, new RoundTrips(nanos), now);
    sessions.put(peer, session);
    batch.afterwards(
        () -> {
          sending.greet(session, linked());
          listener.linkChanged(peer);
        });
  }

  void down(PartyId peer, PeerChannel channel, Instant now, Batch batch) {
    PeerSession session = sessions.get(peer);
    if (session != null && isSame(session.channel(), channel)) {
      sessions.remove(peer);
      gone.put(peer, new Gone(now, session.lastHeard()));
      batch.afterwards(() -> listener.linkChanged(peer));
    }
  }

  /// @param hasRoom whether there is room on the disk for what a peer says
  void frame(
      PartyId peer, PeerChannel channel, byte[] bytes, boolean hasRoom, Instant now, Batch batch) {
    PeerSession session = sessions.get(peer);
    if (session == null || !isSame(session.channel(), channel)) {
      return;
    }
    session.heard(now);
    switch (Frame.parse(bytes)) {
      case Outcome.Refused<Frame>(var refusal) -> garbage(session, refusal.detail(), now, batch);
      case Outcome.Accepted<Frame>(var frame) when hasRoom || !takesRoom(frame) -> {
        if (budget.isOpen(peer, frame, now)) {
          long before = budget.cost(batch);
          take(session, frame, now, batch);
          budget.charge(peer, frame, budget.cost(batch) - before, now);
        }
      }
      // The peer keeps it, and says it again: no receipt covers it.
      case Outcome.Accepted<Frame> _ -> {}
    }
  }

  private static boolean takesRoom(Frame frame) {
    return frame instanceof Frame.Entries
        || frame instanceof Frame.Urgent
        || frame instanceof Frame.Bodies
        || frame instanceof Frame.Relay;
  }

  // A link is the very object that the transport made, whatever others are equal to it.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  private void garbage(PeerSession session, String words, Instant now, Batch batch) {
    alarm(
        Alarm.Code.GARBAGE,
        session.peer(),
        "%s sent what cannot be used: %s".formatted(session.peer(), words),
        now);
    batch.afterwards(() -> session.channel().close(words));
  }

  void peersMayAdd(long bytesPerDay) {
    budget = new PeerBudget(ledger, bytesPerDay);
  }

  PeerBudget budget() {
    return budget;
  }

  /// A peer sends more than it has a share for, or does so no more.
  void heldBack(PartyId peer, Input.Pace pace, Instant now) {
    if (pace == Input.Pace.OVER) {
      alarm(
          Alarm.Code.FLOODING,
          peer,
          "%s sends more than this node takes from one party: it is taken more slowly than it comes."
              .formatted(peer),
          now);
    } else {
      ledger.alarms().end(Alarm.Code.FLOODING, Optional.of(peer));
    }
  }

  private void alarm(Alarm.Code code, PartyId party, String words, Instant now) {
    ledger.alarms().raise(code, Optional.of(party), words, now);
  }

  private void take(PeerSession session, Frame frame, Instant now, Batch batch) {
    switch (frame) {
      case Frame.Hello hello -> hello(session, hello, now, batch);
      case Frame.Entries entries -> entries(session, entries, now, batch);
      case Frame.Urgent urgent ->
          receiving
              .urgent(urgent, now, batch)
              .ifPresent(words -> garbage(session, words, now, batch));
      case Frame.Bodies(var origin, var bodies) -> bodies(session, origin, bodies, now, batch);
      case Frame.ReceiptFrame(var checkpoint, var cosignature, var holding) ->
          receipt(session, checkpoint, cosignature, holding, now, batch);
      case Frame.Checkpoints(var notes, var holds, var links) -> {
        session.told(holds, links);
        checkpoints(notes, now, batch);
      }
      case Frame.Want want -> want(session, want, now, batch);
      case Frame.OfAttachment said -> attachments.take(session, said, now, batch);
      case Frame.WantBodies(var origin, var seqs) ->
          batch.afterwards(() -> sending.sendBodies(session, origin, seqs));
      case Frame.Relay relay ->
          relaying
              .take(session, relay, sessions, now, batch)
              .ifPresent(words -> garbage(session, words, now, batch));
      case Frame.Keys(var keys) -> newKeys(session, keys, now, batch);
      case Frame.Fork(var proof) -> {
        if (!receiving.fork(proof, now, batch)) {
          garbage(session, "what it calls proof of a fork proves nothing", now, batch);
        }
      }
      case Frame.Prove(var origin, var size) -> {
        if (origin.equals(ledger.own().origin())) {
          batch.afterwards(() -> sending.prove(session, size));
        }
      }
      case Frame.Ping(var number) ->
          batch.afterwards(() -> session.send(new Frame.Pong(number, clock.instant())));
      case Frame.Pong(var number, var time) -> session.roundTrips().answer(number, time);
    }
  }

  private void newKeys(PeerSession session, String text, Instant now, Batch batch) {
    int before = ledger.epochs().successions().size();
    new Successions(ledger)
        .take(text, now, batch)
        .ifPresent(words -> garbage(session, "new keys of no use: " + words, now, batch));
    if (ledger.epochs().successions().size() > before) {
      batch.afterwards(
          () -> {
            sessions.values().forEach(each -> each.send(new Frame.Keys(text)));
            ledger.cards().keySet().forEach(listener::cardEnrolled);
          });
    }
  }

  private void want(PeerSession session, Frame.Want want, Instant now, Batch batch) {
    Origin origin = want.origin();
    LogCopy own = ledger.own().durable();
    Optional<LogCopy> wanted =
        want.history().isPresent()
            ? want.history().flatMap(tip -> ledger.history(origin, tip.size(), tip.root()))
            : ledger.copy(origin);
    if (wanted.isPresent() && isSame(wanted.get(), own)) {
      session.rewind(Math.min(want.from(), own.size()), now);
      batch.afterwards(() -> sending.push(session, now));
    } else {
      wanted.ifPresent(log -> batch.afterwards(() -> sending.passOn(session, log, want.from())));
    }
  }

  private void hello(PeerSession session, Frame.Hello hello, Instant now, Batch batch) {
    if (!hello.theatre().equals(ledger.keys().origin().theatre())
        || !hello.party().equals(session.peer())) {
      garbage(session, "its hello names another theatre or party", now, batch);
      return;
    }
    takeAddresses(session.peer(), hello.card(), now, batch);
    session.told(hello.holds(), hello.links());
    checkpoints(hello.checkpoints(), now, batch);
    if (session.greeted() && !hello.heard()) {
      batch.afterwards(() -> sending.greet(session, linked()));
    }
    ledger.standing().met(session.peer(), now);
    if (ledger.standing().isBehind()) {
      catchUp.goOn(session, ledger.own().origin(), batch);
    }
    relaying.linked(session, batch);
    long holds = Sending.holds(hello, ledger.ownCard());
    long size = ledger.own().durable().size();
    session.greet(Math.min(holds, size), now);
    everGreeted = true;
    batch.afterwards(() -> sending.push(session, now));
    ledger.peerLog(session.peer()).filter(log -> log.size() > 0).ifPresent(log -> owe(log, batch));
  }

  /// A newer card of the same identity brings new addresses; another identity needs people.
  private void takeAddresses(PartyId peer, String text, Instant now, Batch batch) {
    boolean known = ledger.card(peer).filter(card -> card.text().equals(text)).isPresent();
    if (!known && Card.parse(text) instanceof Outcome.Accepted<Card>(var card)) {
      ledger
          .card(peer)
          .filter(held -> held.identity().equals(card.identity()))
          .filter(held -> !held.addresses().equals(card.addresses()))
          .ifPresent(
              _ -> {
                ledger.enrol(card, now);
                batch.keep(new Kept.CardEnrolled(card.text(), now.toEpochMilli()));
                batch.afterwards(() -> listener.cardEnrolled(peer));
              });
    }
  }

  /// A party is known that was not, or not so: what peers said of it was passed over, and they are
  /// asked to say it again.
  void askAgain(Batch batch) {
    for (PeerSession session : sessions.values()) {
      if (session.greeted()) {
        batch.afterwards(() -> sending.greetAnew(session, linked()));
      }
    }
  }

  private void entries(PeerSession session, Frame.Entries entries, Instant now, Batch batch) {
    Origin origin = entries.origin();
    if (isOfAnEpochToCome(origin)) {
      // The succession was lost on the way: a hello that has not heard theirs makes them say it.
      batch.afterwards(() -> sending.greetAnew(session, linked()));
      return;
    }
    boolean passedOn = !origin.party().equals(session.peer());
    switch (receiving.entries(entries, now, batch)) {
      case Receiving.Taken.Held(var added, var _) -> {
        if (added > 0) {
          ledger.alarms().end(Alarm.Code.LOG_DOES_NOT_CONTINUE, Optional.of(origin.party()));
          ledger.alarms().end(Alarm.Code.RELAY_DOES_NOT_FIT, Optional.of(session.peer()));
        }
        if (added > 0 && ledger.forks().containsKey(origin)) {
          catchUp.goOnForked(session, entries, batch);
        } else if (added > 0 && passedOn) {
          catchUp.goOn(session, origin, batch);
        }
        ledger.peerLog(origin).ifPresent(log -> owe(log, batch));
      }
      // The link stays: what this node has to say still reaches that party.
      case Receiving.Taken.Forked() -> {}
      case Receiving.Taken.Gap(var from, var history) ->
          batch.afterwards(() -> session.send(new Frame.Want(origin, from, history)));
      case Receiving.Taken.Contradicts(var words) when passedOn ->
          doesNotFit(session, entries, words, now, batch);
      case Receiving.Taken.Contradicts(var words) ->
          contradicts(session, entries, words, now, batch);
      case Receiving.Taken.Unusable(var words) -> garbage(session, words, now, batch);
    }
  }

  /// Either of two parties may have done it, until there is proof: who passed it on is named with
  /// what is known, and gets what is held here, so that it can see a fork too.
  private void doesNotFit(
      PeerSession session, Frame.Entries entries, String words, Instant now, Batch batch) {
    receiving.checkpoint(entries.checkpoint(), now, batch);
    if (ledger.forks().containsKey(entries.origin())) {
      return;
    }
    PartyId author = entries.origin().party();
    alarm(
        Alarm.Code.RELAY_DOES_NOT_FIT,
        session.peer(),
        ("What %s passed on of the log of %s does not fit what is held of it: %s. Either %s altered"
                + " it, or %s signed two histories; if so, the proof will follow.")
            .formatted(session.peer(), author, words, session.peer(), author),
        now);
    batch.afterwards(() -> session.send(new Frame.Checkpoints(ledger.newestCheckpoints())));
  }

  private boolean isOfAnEpochToCome(Origin origin) {
    return ledger
        .card(origin.party())
        .filter(card -> card.origin().epoch() < origin.epoch())
        .filter(card -> card.origin().theatre().equals(origin.theatre()))
        .isPresent();
  }

  private void contradicts(
      PeerSession session, Frame.Entries entries, String words, Instant now, Batch batch) {
    receiving.checkpoint(entries.checkpoint(), now, batch);
    alarm(
        Alarm.Code.LOG_DOES_NOT_CONTINUE,
        session.peer(),
        "What %s sent does not continue its log as held here: %s".formatted(session.peer(), words),
        now);
    ledger
        .peerLog(entries.origin())
        .ifPresent(
            log ->
                batch.afterwards(
                    () -> session.send(new Frame.Prove(entries.origin(), log.size()))));
  }

  private void bodies(
      PeerSession session, Origin origin, List<Frame.SentBody> bodies, Instant now, Batch batch) {
    Optional<PeerLog> log = ledger.peerLog(origin);
    if (origin.equals(ledger.own().origin())) {
      receiving.ownBodies(bodies, Set.of(), batch);
    } else if (log.isEmpty()) {
      garbage(session, "bodies of a log that is not known here", now, batch);
    } else if (receiving.bodies(log.get(), bodies, Map.of(), batch) > 0) {
      owe(log.get(), batch);
    }
    Optional.ofNullable(ledger.branches().get(origin))
        .ifPresent(other -> receiving.bodies(other, bodies, Map.of(), batch));
  }

  /// A receipt is to be given once this batch is durable; one for all that the batch brings, over
  /// the link that is up then.
  private void owe(PeerLog log, Batch batch) {
    if (receiptsDue.add(log.origin())) {
      batch.afterwards(
          () -> {
            receiptsDue.remove(log.origin());
            PartyId author = log.origin().party();
            Optional.ofNullable(sessions.get(author))
                .ifPresentOrElse(
                    session -> receiving.makeReceipt(log, clock.instant()).ifPresent(session::send),
                    () -> relaying.receiptDue(author, clock.instant()));
          });
    }
  }

  private void receipt(
      PeerSession session,
      String checkpoint,
      String cosignature,
      String holding,
      Instant now,
      Batch batch) {
    receiving
        .receipt(session.peer(), checkpoint, cosignature, holding, now, batch)
        .ifPresent(
            receipt -> {
              if (!receipt.checkpoint().origin().equals(ledger.own().origin())) {
                // Of an epoch that is over: its log is asked for, not brought.
                return;
              }
              long size = receipt.checkpoint().size();
              session.confirm(size, now);
              batch.afterwards(
                  () -> {
                    sending.sendMissing(session, receipt.holding());
                    sending.push(session, now);
                    listener.receiptChanged(session.peer(), size);
                  });
            });
  }

  private void checkpoints(List<String> notes, Instant now, Batch batch) {
    for (String note : notes) {
      receiving.checkpoint(note, now, batch);
    }
  }

  /// True once a peer has said on a link what it holds of the own log.
  boolean everGreeted() {
    return everGreeted;
  }

  void pushAll(Instant now) {
    sessions.values().forEach(session -> sending.push(session, now));
  }

  /// Once a second: asks whether everybody is there, sends again what must have been lost, and
  /// tells the newest checkpoints to everybody.
  void tick(Instant now, Batch batch) {
    if (sessions.isEmpty()) {
      return;
    }
    Frame.Checkpoints newest =
        new Frame.Checkpoints(ledger.newestCheckpoints(), sending.holds(), linked());
    boolean news = !newest.equals(gossiped);
    gossiped = newest;
    catchUp.tick(sessions.values(), now, batch);
    relaying.tick(sessions, now, batch);
    attachments.tick(sessions, now, batch);
    for (PeerSession session : sessions.values()) {
      batch.afterwards(
          () -> {
            if (!session.greeted()) {
              sending.greet(session, linked());
            }
            long receipted = ledger.receipts(session.peer()).size();
            if (session.isStuck(now) || session.lacksReceipt(receipted, now)) {
              session.rewind(Math.min(session.acked(), receipted), now);
              sending.push(session, now);
            }
            if (news) {
              session.send(newest);
            }
            long number = ByteBuffer.wrap(entropy.bytes(Long.BYTES)).getLong() & Long.MAX_VALUE;
            session.roundTrips().ask(number, clock.instant());
            session.send(new Frame.Ping(number));
          });
    }
  }

  /// True if there is a link with that peer.
  boolean isUp(PartyId peer) {
    return sessions.containsKey(peer);
  }

  /// What the link with that peer does now, if an answer came over it in the last minute.
  Optional<LinkResult.Passed> measured(PartyId peer) {
    return Optional.ofNullable(sessions.get(peer)).flatMap(each -> each.roundTrips().best());
  }

  /// One line for every enrolled peer.
  Collection<LinkStatus> status() {
    List<LinkStatus> list = new ArrayList<>();
    for (PartyId party : ledger.cards().keySet()) {
      Optional<PeerSession> session = Optional.ofNullable(sessions.get(party));
      Optional<Gone> before = Optional.ofNullable(gone.get(party));
      list.add(
          new LinkStatus(
              party,
              session.isPresent(),
              session.map(PeerSession::since).or(() -> before.map(Gone::since)),
              session.map(PeerSession::lastHeard).or(() -> before.map(Gone::lastHeard)),
              session
                  .flatMap(each -> each.roundTrips().latest())
                  .map(measured -> Duration.ofMillis(measured.roundTripMs())),
              ledger.receipts(party).size(),
              ledger.own().durable().size(),
              ledger.peerLog(party).map(PeerLog::size).orElse(0L)));
    }
    return list;
  }
}
