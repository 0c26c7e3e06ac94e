package org.wideberth.node.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.picture.HeldEntry;
import org.wideberth.record.Body;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Cosignature;
import org.wideberth.record.ForkProof;
import org.wideberth.record.HoldingNote;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Note;
import org.wideberth.record.Origin;
import org.wideberth.record.Receipt;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The holder's side: takes in peers' entries, bodies, checkpoints and receipts, whichever way they
/// came, and says what is held. Owned by the engine.
final class Receiving {
  private final Ledger ledger;
  private final Branching branching;

  Receiving(Ledger ledger) {
    this.ledger = ledger;
    this.branching = new Branching(ledger, this);
  }

  /// What came of taking in entries.
  sealed interface Taken {
    /// New entries, or none that were not held: a receipt is due.
    record Held(int entries, int bodies) implements Taken {}

    /// Entries before these are not here.
    ///
    /// @param history which history of the log they are of, where there are two
    record Gap(long from, Optional<Frame.Tip> history) implements Taken {
      Gap(long from) {
        this(from, Optional.empty());
      }
    }

    /// They contradict what is held.
    record Contradicts(String words) implements Taken {}

    /// They are of a third history of the log: two are kept.
    record Forked() implements Taken {}

    /// Not to be used; in words.
    record Unusable(String words) implements Taken {}
  }

  /// Takes entries that start at `first` and end where the author's checkpoint does, or before it
  /// if there is proof.
  Taken entries(Frame.Entries sent, Instant now, Batch batch) {
    Origin origin = sent.origin();
    if (origin.equals(ledger.own().origin())) {
      return ownTail(sent, now, batch);
    }
    Optional<PeerLog> known = ledger.peerLog(origin);
    if (known.isEmpty()) {
      return new Taken.Unusable("no card is enrolled for the log " + origin);
    }
    PeerLog log = known.get();
    boolean forked = ledger.forks().containsKey(origin);
    if (forked && isOfAnother(log.copy(), sent)) {
      return branching.take(log.copy(), sent, now, batch);
    }
    if (sent.first() > log.size()) {
      return new Taken.Gap(log.size());
    }
    long end = sent.first() + sent.leaves().size();
    if (end <= log.size()) {
      checkpoint(sent.checkpoint(), now, batch);
      int added = bodies(log, sent.bodies(), Map.of(), batch);
      return new Taken.Held(0, added);
    }
    return switch (log.copy()
        .prepare(fresh(sent, log.size()), sent.checkpoint(), sent.consistency())) {
      case Outcome.Refused<LogCopy.Extension>(var refusal) -> {
        Taken branch = branching.take(log.copy(), sent, now, batch);
        yield branch instanceof Taken.Contradicts
            ? new Taken.Contradicts(refusal.detail())
            : branch;
      }
      case Outcome.Accepted<LogCopy.Extension>(var extension) ->
          take(log, extension, sent, now, batch);
    };
  }

  /// Takes an entry that came before those that stand before it, if it is what may: a FLASH message
  /// to this party, proven to stand in its author's log. Its log is taken in as ever.
  ///
  /// @return what is wrong with it, in words
  Optional<String> urgent(Frame.Urgent sent, Instant now, Batch batch) {
    Optional<PeerLog> known = ledger.peerLog(sent.origin());
    long seq = sent.body().seq();
    if (known.isEmpty()
        || seq < known.get().size()
        || ledger.forks().containsKey(sent.origin())
        || !ledger.urgent().hasRoom(sent.origin(), known.get().size())) {
      // Nobody, or nothing new, or in its turn.
      return Optional.empty();
    }
    Outcome<Kept.EntryAhead> entry =
        Urgent.verify(sent, known.get().copy().logKey(), ledger.self());
    return switch (entry) {
      case Outcome.Refused<Kept.EntryAhead>(var refusal) -> Optional.of(refusal.detail());
      case Outcome.Accepted<Kept.EntryAhead>(var ahead) -> {
        checkpoint(sent.checkpoint(), now, batch);
        if (!ledger.forks().containsKey(sent.origin()) && ledger.urgent().add(ahead)) {
          Body body = Frame.body(sent.body()).orThrow();
          batch.keep(ahead);
          ledger.keepBody(sent.origin(), seq, body, batch);
          ledger.fold(
              List.of(HeldEntry.of(sent.origin(), seq, ahead.leaf(), Optional.of(body))), batch);
        }
        yield Optional.empty();
      }
    };
  }

  /// True if these entries are not those held at the same places.
  private static boolean isOfAnother(LogCopy log, Frame.Entries sent) {
    for (int i = 0; i < sent.leaves().size() && sent.first() + i < log.size(); i++) {
      if (!Arrays.equals(sent.leaves().get(i), log.entry(sent.first() + i))) {
        return true;
      }
    }
    return SignedCheckpoint.verify(sent.checkpoint(), log.logKey())
            instanceof Outcome.Accepted<SignedCheckpoint>(var signed)
        && log.contradicts(signed);
  }

  /// The entries from `held` on.
  private static List<byte[]> fresh(Frame.Entries sent, long held) {
    return sent.leaves().subList((int) (held - sent.first()), sent.leaves().size());
  }

  /// What a peer holds of the own log and this node does not: it was restored from a backup. Its
  /// own signature proves it, so it may come from anybody.
  private Taken ownTail(Frame.Entries sent, Instant now, Batch batch) {
    OwnLog own = ledger.own();
    if (own.isPending()) {
      return new Taken.Gap(own.size());
    }
    if (!(SignedCheckpoint.verify(sent.checkpoint(), own.durable().logKey())
        instanceof Outcome.Accepted<SignedCheckpoint>(var signed))) {
      return new Taken.Unusable("entries of this party's log without its signature");
    }
    ownCheckpoint(signed, now, batch);
    if (isOfAnother(own.durable(), sent)) {
      return branching.take(own.durable(), sent, now, batch);
    }
    if (sent.first() > own.size()) {
      return new Taken.Gap(own.size());
    }
    if (sent.first() + sent.leaves().size() <= own.size() || !ledger.standing().isBehind()) {
      return new Taken.Held(0, ownBodies(sent.bodies(), Set.of(), batch));
    }
    List<byte[]> fresh = fresh(sent, own.size());
    return switch (own.durable().prepare(fresh, sent.checkpoint(), sent.consistency())) {
      case Outcome.Refused<LogCopy.Extension> _ -> branching.take(own.durable(), sent, now, batch);
      case Outcome.Accepted<LogCopy.Extension> _ when !own.continues(fresh) ->
          new Taken.Contradicts("signed with this party's key, and not written by this program");
      case Outcome.Accepted<LogCopy.Extension> _ -> {
        Set<Long> added = new TreeSet<>();
        for (byte[] leaf : fresh) {
          added.add(own.size());
          own.lacksBody(own.size());
          own.take(leaf);
          batch.keep(new Kept.OwnEntry(leaf));
        }
        yield new Taken.Held(fresh.size(), ownBodies(sent.bodies(), added, batch));
      }
    };
  }

  /// Takes own bodies back that were lost.
  ///
  /// @param fresh entries to be folded in any case
  int ownBodies(List<Frame.SentBody> sent, Set<Long> fresh, Batch batch) {
    OwnLog own = ledger.own();
    Map<Long, Body> good = new HashMap<>();
    for (Frame.SentBody each : sent) {
      if (own.missing().contains(each.seq())
          && Frame.body(each) instanceof Outcome.Accepted<Body>(var body)
          && own.entry(each.seq()).body().equals(body.hash())) {
        good.put(each.seq(), body);
        own.hasBody(each.seq());
        ledger.keepBody(own.origin(), each.seq(), body, batch);
      }
    }
    Set<Long> touched = new TreeSet<>(fresh);
    touched.addAll(good.keySet());
    List<HeldEntry> held = new ArrayList<>();
    for (long seq : touched) {
      held.add(
          ledger.held(own.origin(), false, seq, own.leaf(seq), Optional.ofNullable(good.get(seq))));
    }
    if (!held.isEmpty()) {
      ledger.fold(held, batch);
    }
    return good.size();
  }

  private Taken take(
      PeerLog log, LogCopy.Extension extension, Frame.Entries sent, Instant now, Batch batch) {
    log.take(extension);
    OptionalLong lastGood = ledger.epochs().lastGood(log.origin());
    if (lastGood.isPresent() && log.size() > lastGood.getAsLong()) {
      new Successions(ledger).replacedKeyUsed(log.origin(), log.size(), now);
    }
    String note = extension.checkpoint().note();
    batch.keep(
        extension.checkpoint().size() == log.size()
            ? new Kept.PeerEntries(log.origin(), extension.first(), extension.entries(), note)
            : new Kept.PeerEntriesAhead(
                log.origin(), extension.first(), extension.entries(), note, sent.consistency()));
    // Now it can be told whether that checkpoint was about this history or another one.
    SignedCheckpoint ahead = ledger.ahead().get(log.origin());
    if (ahead != null && ahead.size() <= log.size() && compare(log, ahead, now, batch)) {
      ledger.ahead().remove(log.origin());
    }
    Map<Long, byte[]> leaves = new HashMap<>();
    long seq = extension.first();
    for (byte[] leaf : extension.entries()) {
      leaves.put(seq++, leaf);
    }
    return new Taken.Held(extension.entries().size(), bodies(log, sent.bodies(), leaves, batch));
  }

  /// Takes bodies of entries that are held, and folds them in together with new entries.
  ///
  /// @param fresh entries to be folded in any case
  int bodies(PeerLog log, List<Frame.SentBody> sent, Map<Long, byte[]> fresh, Batch batch) {
    Map<Long, Body> good = new HashMap<>();
    for (Frame.SentBody each : sent) {
      boolean wanted = log.missing().contains(each.seq()) || fresh.containsKey(each.seq());
      if (wanted
          && Frame.body(each) instanceof Outcome.Accepted<Body>(var body)
          && log.takes(each.seq(), body)) {
        good.put(each.seq(), body);
        log.hasBody(each.seq());
        ledger.keepBody(log.origin(), each.seq(), body, batch);
      }
    }
    Set<Long> touched = new HashSet<>(fresh.keySet());
    touched.addAll(good.keySet());
    List<HeldEntry> held = new ArrayList<>();
    touched.stream()
        .sorted()
        .forEach(
            seq ->
                held.add(
                    ledger.held(
                        log.origin(),
                        isOther(log),
                        seq,
                        log.copy().entry(seq),
                        Optional.ofNullable(good.get(seq)))));
    if (!held.isEmpty()) {
      ledger.fold(held, batch);
    }
    return good.size();
  }

  // The very object that is kept as the second history.
  @SuppressWarnings("ReferenceEquality")
  private boolean isOther(PeerLog log) {
    return ledger.branches().get(log.origin()) == log;
  }

  /// Compares a checkpoint of any log with what is held of it: a contradiction is a fork.
  ///
  /// @return true if it could be verified, and if it is of the own log, is borne out by it
  boolean checkpoint(String note, Instant now, Batch batch) {
    Optional<Origin> origin = originOf(note);
    if (origin.isEmpty()) {
      return false;
    }
    if (saysNothingNew(note)) {
      return true;
    }
    if (origin.get().equals(ledger.own().origin())) {
      return SignedCheckpoint.verify(note, ledger.own().durable().logKey())
              instanceof Outcome.Accepted<SignedCheckpoint>(var own)
          && ownCheckpoint(own, now, batch);
    }
    Optional<PeerLog> known = ledger.peerLog(origin.get());
    if (known.isEmpty()
        || !(SignedCheckpoint.verify(note, known.get().copy().logKey())
            instanceof Outcome.Accepted<SignedCheckpoint>(var signed))) {
      return false;
    }
    PeerLog log = known.get();
    if (ledger.forks().containsKey(signed.origin())) {
      ledger.addTip(signed);
    } else if (signed.size() > log.size() || !compare(log, signed, now, batch)) {
      rememberAhead(signed, now, batch);
    }
    return true;
  }

  /// True if the entries held have the root that is said: whoever signed it, there is nothing to be
  /// learned, and everybody tells everybody's checkpoints all the time.
  private boolean saysNothingNew(String note) {
    return Note.parse(note).then(parsed -> Checkpoint.parse(parsed.text()))
            instanceof Outcome.Accepted<Checkpoint>(var said)
        && ledger.history(said.origin(), said.size(), said.root()).isPresent();
  }

  /// Compares a checkpoint with the entries that it is about.
  ///
  /// @return false if it contradicts them and the proof cannot be given yet, in the middle of a
  ///     catch-up: then it must be remembered
  private boolean compare(PeerLog log, SignedCheckpoint signed, Instant now, Batch batch) {
    Optional<ForkProof> proof = log.copy().fork(signed);
    proof.ifPresent(known -> forked(known, now, batch));
    return proof.isPresent() || !log.copy().contradicts(signed);
  }

  private void rememberAhead(SignedCheckpoint signed, Instant now, Batch batch) {
    SignedCheckpoint before = ledger.ahead().get(signed.origin());
    if (before != null && before.size() == signed.size() && !before.root().equals(signed.root())) {
      forked(new ForkProof(before, signed, signed.root(), List.of()), now, batch);
    } else if (before == null || before.size() < signed.size()) {
      ledger.ahead().put(signed.origin(), signed);
      batch.keep(new Kept.CheckpointSeen(signed.origin(), signed.note()));
    }
  }

  /// The own signature on more than there is, or on something else: this node was restored from an
  /// old backup, or somebody else has its key. Either way it must not sign.
  /// Kept, so that it is known after a restart too, before any peer is there to say it again.
  ///
  /// @return true if the own log bears it out
  private boolean ownCheckpoint(SignedCheckpoint signed, Instant now, Batch batch) {
    if (ledger.standing().compare(signed, now)) {
      batch.keep(new Kept.CheckpointSeen(signed.origin(), signed.note()));
    }
    return ledger.standing().bearsOut(signed);
  }

  /// Takes a proof that somebody passed on.
  ///
  /// @return false if it proves nothing; about a log that is not known here nobody can tell
  boolean fork(String file, Instant now, Batch batch) {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    if (!(ForkProof.accused(bytes) instanceof Outcome.Accepted<Origin>(var accused))) {
      return false;
    }
    Optional<LogCopy> log = ledger.copy(accused);
    if (log.isEmpty()) {
      return true;
    }
    return switch (ForkProof.verify(bytes, log.get().logKey())) {
      case Outcome.Refused<ForkProof> _ -> false;
      case Outcome.Accepted<ForkProof>(var proof) -> {
        if (proof.older().origin().equals(ledger.own().origin())) {
          ownCheckpoint(proof.older(), now, batch);
          ownCheckpoint(proof.newer(), now, batch);
        } else {
          forked(proof, now, batch);
        }
        yield true;
      }
    };
  }

  void forked(ForkProof proof, Instant now, Batch batch) {
    Origin origin = proof.older().origin();
    if (ledger.forks().putIfAbsent(origin, proof) == null) {
      batch.keep(new Kept.ForkFound(origin, new String(proof.toBytes(), StandardCharsets.UTF_8)));
    }
    ledger.alarms().end(Alarm.Code.LOG_DOES_NOT_CONTINUE, Optional.of(origin.party()));
    ledger.alarms().raise(Alarm.Code.FORK, Optional.of(origin.party()), forkWords(origin), now);
  }

  static String forkWords(Origin origin) {
    return ("%s signed two histories of its log that cannot both be true. The proof is kept, and"
            + " passed on (wideberth bundle --fork); what both histories say counts, those of the"
            + " second under ids that end in -x and eight digits, and nothing of that log is"
            + " cosigned any more.")
        .formatted(origin.party());
  }

  /// Takes a peer's receipt for the own log.
  ///
  /// @return the receipt if it is good and about what is really in the own log
  Optional<Receipt> receipt(
      PartyId holder,
      String checkpoint,
      String cosignature,
      String holding,
      Instant now,
      Batch batch) {
    Optional<Receipt> good =
        switch (verified(ledger, holder, checkpoint, cosignature, holding)) {
          case Outcome.Accepted<Receipt>(var receipt)
              when isCurrent(receipt.holder()) && isOurs(receipt.checkpoint(), now, batch) ->
              Optional.of(receipt);
          case Outcome.Accepted<Receipt> _, Outcome.Refused<Receipt> _ -> Optional.empty();
        };
    good.filter(receipt -> ledger.receipts(holder, receipt.checkpoint().origin()).isNews(receipt))
        .ifPresent(
            receipt -> {
              ledger.addReceipt(receipt);
              batch.keep(new Kept.ReceiptGiven(holder.text(), checkpoint, cosignature, holding));
            });
    return good;
  }

  /// Verifies a receipt with the cards of the epochs in which it was given.
  static Outcome<Receipt> verified(
      Ledger ledger, PartyId holder, String checkpoint, String cosignature, String holding) {
    Optional<Card> author =
        originOf(checkpoint)
            .filter(origin -> origin.party().equals(ledger.self()))
            .flatMap(ledger.epochs()::card);
    Optional<Card> giver =
        switch (HoldingNote.holderOf(holding)) {
          case Outcome.Accepted<Origin>(var origin) when origin.party().equals(holder) ->
              ledger.epochs().card(origin);
          case Outcome.Accepted<Origin> _, Outcome.Refused<Origin> _ -> Optional.empty();
        };
    return author.isPresent() && giver.isPresent()
        ? Receipt.verify(checkpoint, cosignature, holding, author.get(), giver.get())
        : Outcome.refuse(RefusalCode.UNPROVEN, "no cards of those epochs are known");
  }

  /// A key that was replaced gives no receipts: it may be somebody else's now.
  private boolean isCurrent(Origin holder) {
    return ledger.card(holder.party()).filter(card -> card.origin().equals(holder)).isPresent();
  }

  /// True if that checkpoint is one of the own log, in this epoch or one that is over.
  private boolean isOurs(SignedCheckpoint signed, Instant now, Batch batch) {
    return signed.origin().equals(ledger.own().origin())
        ? ownCheckpoint(signed, now, batch)
        : ledger.bearsOut(signed.origin(), signed);
  }

  /// The receipt for what is held of a log now. To be made only when that is durable.
  Optional<Frame.ReceiptFrame> makeReceipt(PeerLog log, Instant clock) {
    Instant now = ledger.signingTime(clock);
    OptionalLong lastGood = ledger.epochs().lastGood(log.origin());
    if (ledger.forks().containsKey(log.origin())
        || (lastGood.isPresent() && log.size() > lastGood.getAsLong())) {
      return Optional.empty();
    }
    return log.copy()
        .borneOut()
        .filter(checkpoint -> checkpoint.size() == log.size())
        .map(
            checkpoint ->
                new Frame.ReceiptFrame(
                    checkpoint.note(),
                    Cosignature.sign(checkpoint, now, ledger.keys().witness()).line(),
                    HoldingNote.sign(
                            ledger.own().origin(),
                            checkpoint.checkpoint(),
                            now,
                            log.missing(),
                            ledger.keys().log())
                        .note()));
  }

  private static Optional<Origin> originOf(String note) {
    int end = note.indexOf('\n');
    return end < 0
        ? Optional.empty()
        : switch (Origin.parse(note.substring(0, end))) {
          case Outcome.Accepted<Origin>(var origin) -> Optional.of(origin);
          case Outcome.Refused<Origin> _ -> Optional.empty();
        };
  }
}
