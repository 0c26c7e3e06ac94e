package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.picture.Draft;
import org.wideberth.picture.HeldEntry;
import org.wideberth.picture.Picture;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.ForkProof;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.Receipt;
import org.wideberth.record.Salt;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;

/// Everything a node holds: its own log, copies of its peers', cards, receipts, and the picture
/// folded from them. Changed only together with a [Batch] that makes the same change durable.
/// Owned by the engine's thread; read under its lock.
final class Ledger {
  /// Both histories as far as they are known, and what somebody else may hold of either.
  private static final int TIPS_MAX = 4;

  private final Card ownCard;
  private final PartyKeys keys;
  private final List<OwnPast> past;
  private final OwnLog own;
  private Picture picture;
  private final Map<Origin, PeerLog> branches = new TreeMap<>();
  private final Map<Origin, Split> splits = new TreeMap<>();
  private final Map<Origin, List<SignedCheckpoint>> tips = new TreeMap<>();
  private boolean refoldDue;
  /// Also raised by readers who sign what they carry away.
  private final AtomicReference<Instant> lastSigned = new AtomicReference<>(Instant.EPOCH);
  private final Map<Origin, PeerLog> peerLogs = new TreeMap<>();
  private final Map<PartyId, Enrolled> cards = new TreeMap<>();
  private final Map<Origin, Map<PartyId, ReceiptBook>> receipts = new TreeMap<>();
  private final ErasedBodies erasures = new ErasedBodies();
  private final DeclaredChunks chunks = new DeclaredChunks();
  private final Urgent urgent = new Urgent();
  private final Epochs epochs = new Epochs();
  private final Map<Origin, ForkProof> forks = new TreeMap<>();
  private final Map<Origin, SignedCheckpoint> ahead = new TreeMap<>();
  private final Alarms alarms = new Alarms();
  private final Standing standing;

  Ledger(Card ownCard, PartyKeys keys) {
    this(ownCard, keys, List.of());
  }

  /// @param past epochs of the own log that are over, in order
  Ledger(Card ownCard, PartyKeys keys, List<OwnPast> past) {
    this.ownCard = ownCard;
    this.keys = keys;
    this.past = List.copyOf(past);
    this.own = new OwnLog(keys.log(), keys.origin());
    this.standing = new Standing(own, alarms);
    this.picture = Picture.empty(keys.origin().theatre(), keys.origin().party());
    for (OwnPast each : past) {
      epochs.know(each.card());
      epochs.add(each.next());
      keep(each.card());
    }
    epochs.know(ownCard);
  }

  Card ownCard() {
    return ownCard;
  }

  PartyKeys keys() {
    return keys;
  }

  PartyId self() {
    return keys.origin().party();
  }

  OwnLog own() {
    return own;
  }

  /// Epochs of the own log that are over.
  List<OwnPast> past() {
    return past;
  }

  Picture picture() {
    return picture;
  }

  Alarms alarms() {
    return alarms;
  }

  Map<PartyId, Enrolled> cards() {
    return cards;
  }

  Map<Origin, PeerLog> peerLogs() {
    return peerLogs;
  }

  /// The second histories that came of forked logs, the own one included, whole from their
  /// beginning. At most one of each: see [org.wideberth.record.Limits#BRANCHES_MAX].
  Map<Origin, PeerLog> branches() {
    return branches;
  }

  /// Takes note of how two histories differ, once they do. The picture is folded anew, for what was
  /// taken for the only history may be the second.
  void split(Origin origin) {
    PeerLog other = branches.get(origin);
    if (other != null && !splits.containsKey(origin)) {
      copy(origin)
          .flatMap(main -> Split.of(main, other.copy()))
          .ifPresent(
              split -> {
                splits.put(origin, split);
                refoldDue = true;
              });
    }
  }

  /// Bodies were erased: what they said is no longer part of the picture.
  void foldAnew() {
    refoldDue = true;
  }

  /// Entries that came before those that stand before them.
  Urgent urgent() {
    return urgent;
  }

  /// What was declared of large files.
  DeclaredChunks chunks() {
    return chunks;
  }

  ErasedBodies erasures() {
    return erasures;
  }

  /// True once after [#split], [#foldAnew] or a replay: then [#refolded] is due.
  boolean isRefoldDue() {
    return refoldDue;
  }

  void refolded(Picture fresh) {
    picture = fresh;
    refoldDue = false;
  }

  /// An entry as the picture takes it.
  ///
  /// @param other whether it is of the second history that came
  HeldEntry held(Origin origin, boolean other, long seq, byte[] leaf, Optional<Body> body) {
    return held(HeldEntry.of(origin, seq, leaf, body), other);
  }

  /// The same of one that has its body, if that is held.
  HeldEntry held(HeldEntry whole, boolean other) {
    Origin origin = whole.origin();
    HeldEntry entry = whole.body().isPresent() ? whole : erased(whole);
    Split split = splits.get(origin);
    return split == null ? entry : split.mark(entry, other);
  }

  private HeldEntry erased(HeldEntry entry) {
    return entry.entry() instanceof Outcome.Accepted<Entry>(var read)
        ? erasures.at(entry.origin(), entry.seq(), read.body()).map(entry::without).orElse(entry)
        : entry;
  }

  /// Checkpoints of a forked log that neither history held here bears out yet. Few: of more, the
  /// largest count.
  List<SignedCheckpoint> tips(Origin origin) {
    List<SignedCheckpoint> known = tips.computeIfAbsent(origin, _ -> new ArrayList<>());
    known.removeIf(tip -> bearsOut(origin, tip));
    return known;
  }

  void addTip(SignedCheckpoint tip) {
    List<SignedCheckpoint> known = tips(tip.origin());
    if (!known.contains(tip) && !bearsOut(tip.origin(), tip)) {
      known.add(tip);
      known.sort(Comparator.comparingLong(SignedCheckpoint::size).reversed());
      while (known.size() > TIPS_MAX) {
        known.removeLast();
      }
    }
  }

  /// True if a history of that log that is held here is the one of that checkpoint.
  boolean bearsOut(Origin origin, SignedCheckpoint checkpoint) {
    return history(origin, checkpoint.size(), checkpoint.root()).isPresent();
  }

  /// The history that has this root at this size.
  Optional<LogCopy> history(Origin origin, long size, Hash root) {
    return Stream.concat(
            copy(origin).stream(),
            Optional.ofNullable(branches.get(origin)).map(PeerLog::copy).stream())
        .filter(log -> size <= log.size() && log.tree().root(size).equals(root))
        .findFirst();
  }

  Map<Origin, ForkProof> forks() {
    return forks;
  }

  /// Checkpoints that are further than what is held of those logs.
  Map<Origin, SignedCheckpoint> ahead() {
    return ahead;
  }

  Optional<Card> card(PartyId party) {
    return party.equals(self())
        ? Optional.of(ownCard)
        : Optional.ofNullable(cards.get(party)).map(Enrolled::card);
  }

  /// The log of that origin, if it is the one on an enrolled card.
  Optional<PeerLog> peerLog(Origin origin) {
    return Optional.ofNullable(peerLogs.get(origin));
  }

  Optional<PeerLog> peerLog(PartyId party) {
    return card(party).map(Card::origin).flatMap(this::peerLog);
  }

  /// What is held of a party's logs, of all epochs in order.
  List<LogCopy> logs(PartyId party) {
    Map<Origin, LogCopy> logs = new TreeMap<>();
    peerLogs.forEach((origin, log) -> logs.put(origin, log.copy()));
    logs.put(own.origin(), own.durable());
    logs.keySet().removeIf(origin -> !origin.party().equals(party));
    return List.copyOf(logs.values());
  }

  /// What an enrolled peer has receipted; of anybody else, nothing. Changes nothing here: many
  /// readers look at once.
  ReceiptBook receipts(PartyId holder) {
    return receipts(holder, own.origin());
  }

  /// As above, for an epoch of the own log.
  ReceiptBook receipts(PartyId holder, Origin epoch) {
    ReceiptBook book = receipts.getOrDefault(epoch, Map.of()).get(holder);
    return book == null ? new ReceiptBook() : book;
  }

  /// Cards and keys of all epochs.
  Epochs epochs() {
    return epochs;
  }

  /// The durable copy of a log, own or a peer's.
  Optional<LogCopy> copy(Origin origin) {
    return origin.equals(own.origin())
        ? Optional.of(own.durable())
        : peerLog(origin).map(PeerLog::copy);
  }

  void enrol(Card card, Instant now) {
    Enrolled before = cards.get(card.party());
    cards.put(card.party(), new Enrolled(card, before == null ? now : before.since()));
    epochs.know(card);
    keep(card);
  }

  private void keep(Card card) {
    peerLogs.computeIfAbsent(
        card.origin(), origin -> new PeerLog(origin, card.identity().log(), self()));
  }

  /// New keys of a peer, which follow its card or tell of an epoch before it. What was declared in
  /// that epoch counts still, so its log is held too.
  void succeed(NewKeys next, Instant now) {
    epochs.add(next);
    Origin ended = next.succession().from();
    boolean isPast =
        card(next.card().party()).filter(card -> card.origin().epoch() > ended.epoch()).isPresent();
    if (isPast) {
      peerLogs.computeIfAbsent(
          ended, origin -> new PeerLog(origin, next.succession().log(), self()));
      return;
    }
    enrol(next.card(), now);
    alarms.raise(
        Alarm.Code.NEW_KEYS, Optional.of(next.card().party()), Epochs.newKeysWords(next), now);
  }

  /// The time to sign with: never before one that was signed with, whatever the clock does.
  Instant signingTime(Instant now) {
    return lastSigned.accumulateAndGet(now, (one, other) -> one.isAfter(other) ? one : other);
  }

  /// False while a damaged journal lacks entries of an own epoch that is over: of those that the
  /// party stands by, or that anybody has signed since. With them it may have lost the newest
  /// checkpoint too.
  boolean isPastWhole() {
    return past.stream().allMatch(this::isWhole);
  }

  private boolean isWhole(OwnPast over) {
    Optional<PeerLog> log = peerLog(over.card().origin());
    long size = log.map(PeerLog::size).orElse(0L);
    // Who begins anew with nothing but a card has nothing to wait for, until a peer has it.
    long stoodBy = over.last().isPresent() ? over.next().succession().size() : 0;
    return size >= stoodBy
        && log.flatMap(each -> each.copy().newest()).stream()
            .allMatch(newest -> newest.size() <= size);
  }

  /// Whether the own log may be written.
  Standing standing() {
    return standing;
  }

  boolean mayWrite() {
    return standing.mayWrite();
  }

  /// Writes entries to the own log and folds them into the picture.
  ///
  /// @return their places
  List<Long> write(List<Draft> drafts, Instant now, Entropy entropy, Batch batch) {
    List<Long> places = new ArrayList<>();
    List<HeldEntry> held = new ArrayList<>();
    for (Draft draft : drafts) {
      Body body = Body.of(Salt.of(entropy.bytes(Salt.BYTES)), draft.body()).orThrow();
      long seq = own.size();
      byte[] leaf = own.write(draft.to(), body.hash(), now, seen());
      batch.keep(new Kept.OwnEntry(leaf));
      keepBody(own.origin(), seq, body, batch);
      HeldEntry entry = HeldEntry.of(own.origin(), seq, leaf, own.entry(seq), Optional.of(body));
      held.add(held(draft.message().map(entry::saying).orElse(entry), false));
      places.add(seq);
    }
    fold(held, batch);
    return places;
  }

  private List<Entry.Seen> seen() {
    List<Entry.Seen> held = new ArrayList<>();
    for (PeerLog log : peerLogs.values()) {
      boolean peers = !log.origin().party().equals(self());
      if (peers && log.size() > 0 && !forks.containsKey(log.origin())) {
        Origin origin = log.origin();
        held.add(new Entry.Seen(origin.party(), origin.epoch(), log.size(), log.copy().root()));
      }
    }
    return held;
  }

  void keepBody(Origin origin, long seq, Body body, Batch batch) {
    batch.keep(new KeptBody(body.hash(), body.salt().bytes(), body.bytes()));
    batch.keep(new Kept.BodyHeld(origin, seq, body.hash()));
  }

  void fold(List<HeldEntry> entries, Batch batch) {
    batch.changed(picture.apply(entries));
  }

  void addReceipt(Receipt receipt) {
    receiptsOf(receipt.checkpoint().origin(), receipt.holder().party()).add(receipt);
  }

  /// Where receipts of that holder are to be added.
  ReceiptBook receiptsOf(Origin epoch, PartyId holder) {
    return receipts
        .computeIfAbsent(epoch, _ -> new TreeMap<>())
        .computeIfAbsent(holder, _ -> new ReceiptBook());
  }

  /// The newest checkpoint of every log held, or of those that are ahead of what is held; of a
  /// forked log the two that cannot both be true. No more than two for each party.
  List<String> newestCheckpoints() {
    Map<Origin, SignedCheckpoint> newest = new TreeMap<>();
    own.durable().newest().ifPresent(checkpoint -> newest.put(own.origin(), checkpoint));
    for (PeerLog log : peerLogs.values()) {
      log.copy().newest().ifPresent(checkpoint -> newest.put(log.origin(), checkpoint));
    }
    newest.putAll(ahead);
    List<String> notes = new ArrayList<>();
    newest.forEach(
        (origin, checkpoint) -> {
          ForkProof fork = forks.get(origin);
          if (fork == null) {
            notes.add(checkpoint.note());
          } else {
            // Both, so that whoever holds either sees the fork, and how far each has come.
            Optional<SignedCheckpoint> other =
                Optional.ofNullable(branches.get(origin)).flatMap(log -> log.copy().borneOut());
            notes.add(other.isPresent() ? checkpoint.note() : fork.older().note());
            notes.add(other.orElse(fork.newer()).note());
          }
        });
    return notes;
  }
}
