package org.wideberth.node.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.wideberth.node.journal.JournalInspection;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.Receipt;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;

/// Derives every log again from the records of a journal that may be damaged, and says what is
/// wrong, where, and from whom it can be had again. Used once, by one thread.
public final class Fsck {
  private final Ledger ledger;
  private final JournalInspection journal;
  private final List<Found> damages = new ArrayList<>();
  private final List<JournalRecord> whole = new ArrayList<>();
  private final List<KeptBody> bodies = new ArrayList<>();

  /// Bodies that are not there, until a later record says that they were erased.
  private final Map<Kept.BodyHeld, String> lost = new LinkedHashMap<>();
  private final Set<Origin> broken = new HashSet<>();
  private final Map<Origin, Set<PartyId>> seers = new TreeMap<>();
  private final Map<PartyId, Long> receipted = new TreeMap<>();
  private long records;

  private Fsck(Card ownCard, PartyKeys keys, List<OwnPast> past, JournalInspection journal) {
    this.ledger = new Ledger(ownCard, keys, past);
    this.journal = journal;
  }

  /// Something that is not as it was written.
  ///
  /// @param where the record, log and entry, as far as they can be told
  /// @param what is wrong with it
  /// @param refetch from whom it can be had again
  public record Damage(String where, String what, String refetch) {}

  /// Who has it again is known only when everything was read.
  private record Found(String where, String what, Supplier<String> refetch) {}

  private void damaged(String where, String what, Supplier<String> refetch) {
    damages.add(new Found(where, what, refetch));
  }

  /// What a journal comes to.
  ///
  /// @param records in it
  /// @param ownSize entries of the own log that are whole
  /// @param logs one line each: entries that are whole, and their root
  /// @param whole records that a new journal can begin with, in order
  /// @param bodies that go with them
  public record Report(
      long records,
      long ownSize,
      List<String> logs,
      List<Damage> damages,
      List<JournalRecord> whole,
      List<KeptBody> bodies) {}

  /// Looks at everything.
  ///
  /// @throws IOException if nothing in the journal can be read
  public static Report check(
      Card ownCard, PartyKeys keys, List<OwnPast> past, JournalInspection journal)
      throws IOException {
    return new Fsck(ownCard, keys, past, journal).run();
  }

  private Report run() throws IOException {
    for (String line : journal.integrity()) {
      damaged("the database file", line, () -> "what it holds is looked at below");
    }
    journal.read(this::take);
    lost.forEach(this::lostBody);
    List<String> logs = new ArrayList<>();
    logs.add(line(ledger.own().durable()));
    ledger.peerLogs().values().forEach(log -> logs.add(line(log.copy())));
    ledger.branches().values().forEach(log -> logs.add(line(log.copy()) + " (second history)"));
    List<Damage> found =
        damages.stream()
            .map(each -> new Damage(each.where(), each.what(), each.refetch().get()))
            .toList();
    return new Report(records, ledger.own().durable().size(), logs, found, whole, bodies);
  }

  private static String line(LogCopy log) {
    return "%s: %,d entries, root %s".formatted(log.origin(), log.size(), log.root());
  }

  private void take(JournalInspection.Row row) {
    records++;
    String where = "record " + row.position();
    if (row.record().isEmpty()) {
      damaged(where, row.problem(), () -> "what it held shows as missing below");
      return;
    }
    Optional<String> problem;
    try {
      problem = take(Kept.decode(row.record().get()), where);
    } catch (IOException | RuntimeException unusable) {
      // Whatever it was: bytes with a right checksum that this program would never write.
      problem = Optional.of(String.valueOf(unusable.getMessage()));
    }
    problem.ifPresentOrElse(
        words -> {
          if (!words.isEmpty()) {
            damaged(where, words, () -> "it is left out");
          }
        },
        () -> whole.add(row.record().get()));
  }

  /// @return why the record cannot be used; empty text if that was said already
  private Optional<String> take(Kept kept, String where) {
    return switch (kept) {
      case Kept.OwnEntry(var leaf) -> own(leaf, where);
      case Kept.PeerEntries(var origin, var first, var leaves, var checkpoint) ->
          entries(origin, first, leaves, checkpoint, List.of(), where);
      case Kept.PeerEntriesAhead(var origin, var first, var leaves, var checkpoint, var proof) ->
          entries(origin, first, leaves, checkpoint, proof, where);
      case Kept.BranchEntries entries -> branch(entries);
      case Kept.BodyHeld(var origin, var seq, var hash) -> body(origin, seq, hash, where);
      case Kept.BodyErased erased -> {
        Kept.BodyHeld held = new Kept.BodyHeld(erased.origin(), erased.seq(), erased.hash());
        if (lost.remove(held) != null) {
          whole.add(held.encode());
        }
        yield Optional.empty();
      }
      case Kept.CardEnrolled(var text, var _) -> {
        ledger.enrol(Card.parse(text).orThrow(), Instant.EPOCH);
        yield Optional.empty();
      }
      case Kept.NewKeysTaken(var text, var _) -> {
        ledger.succeed(NewKeys.parse(text).orThrow(), Instant.EPOCH);
        yield Optional.empty();
      }
      case Kept.ReceiptGiven given -> receipt(given, where);
      case Kept.ChunkDeclared chunk -> chunk(chunk);
      case Kept.ForkFound _, Kept.CheckpointSeen _, Kept.EntryAhead _ -> Optional.empty();
    };
  }

  /// Of no use without its entries: it would keep the rest of the file from being declared.
  private Optional<String> chunk(Kept.ChunkDeclared chunk) {
    boolean lacking =
        chunk.origin().equals(ledger.own().origin())
            && (broken.contains(chunk.origin())
                || chunk.seq() + chunk.operations() > ledger.own().size());
    return lacking ? Optional.of("") : Optional.empty();
  }

  private Optional<String> own(byte[] leaf, String where) {
    Entry entry = Entry.parse(leaf).orThrow();
    if (!entry.origin().equals(ledger.own().origin())) {
      return Optional.empty();
    }
    if (broken.contains(entry.origin())) {
      return Optional.of("");
    }
    if (entry.seq() != ledger.own().size()) {
      broken.add(entry.origin());
      long size = ledger.own().size();
      damaged(
          "entries %d to %d of %s".formatted(size, entry.seq() - 1, entry.origin()),
          "are missing before " + where + ", so the own log ends here",
          () -> holders(size));
      return Optional.of("");
    }
    ledger.own().take(leaf);
    ledger.own().becameDurable();
    return Optional.empty();
  }

  /// Who has receipted more of the own log than that.
  private String holders(long size) {
    List<String> names = new ArrayList<>();
    receipted.forEach(
        (party, held) -> {
          if (held > size) {
            names.add("%s (receipted %d)".formatted(party, held));
          }
        });
    return names.isEmpty()
        ? "from any peer that holds them: none has given a receipt that is whole up to here"
        : "from " + String.join(", ", names);
  }

  private Optional<String> entries(
      Origin origin,
      long first,
      List<byte[]> leaves,
      String checkpoint,
      List<Hash> consistency,
      String where) {
    Optional<PeerLog> log = ledger.peerLog(origin);
    if (broken.contains(origin) || log.isEmpty()) {
      broken.add(origin);
      return log.isEmpty()
          ? Optional.of("entries of %s, whose card is not there".formatted(origin))
          : Optional.of("");
    }
    if (first != log.get().size()) {
      broken.add(origin);
      damaged(
          "entries %d to %d of %s".formatted(log.get().size(), first - 1, origin),
          "are missing before " + where + ", so the copy of that log ends here",
          () ->
              "from %s, or from any peer that holds them%s"
                  .formatted(origin.party(), seen(origin)));
      return Optional.of("");
    }
    return switch (log.get().copy().prepare(leaves, checkpoint, consistency)) {
      case Outcome.Refused<LogCopy.Extension>(var refusal) -> {
        broken.add(origin);
        yield Optional.of("entries of %s: %s".formatted(origin, refusal.detail()));
      }
      case Outcome.Accepted<LogCopy.Extension>(var extension) -> {
        log.get().take(extension);
        log.get()
            .entries(extension.first())
            .forEach(
                entry ->
                    entry
                        .seen()
                        .forEach(
                            seen ->
                                seers
                                    .computeIfAbsent(
                                        new Origin(origin.theatre(), seen.party(), seen.epoch()),
                                        _ -> new TreeSet<>())
                                    .add(origin.party())));
        yield Optional.empty();
      }
    };
  }

  private String seen(Origin origin) {
    Set<PartyId> parties = seers.getOrDefault(origin, Set.of());
    return parties.isEmpty() ? "" : " (seen by " + parties + ")";
  }

  private Optional<String> branch(Kept.BranchEntries entries) {
    Origin origin = entries.origin();
    PeerLog other = ledger.branches().get(origin);
    Optional<LogCopy> main = ledger.copy(origin);
    if (other == null && (main.isEmpty() || main.get().size() < entries.first())) {
      return Optional.of(
          "the second history of %s, whose first one is not there".formatted(origin));
    }
    if (other == null) {
      other = PeerLog.branchOf(main.orElseThrow(), entries.first(), ledger.self());
    }
    if (other.size() != entries.first()) {
      return Optional.of("the second history of %s has a gap".formatted(origin));
    }
    other.take(
        other
            .copy()
            .prepare(entries.leaves(), entries.checkpoint(), entries.consistency())
            .orThrow());
    ledger.branches().put(origin, other);
    return Optional.empty();
  }

  private Optional<String> body(Origin origin, long seq, Hash hash, String where) {
    Optional<KeptBody> kept = journal.body(hash);
    if (kept.isEmpty()) {
      lost.put(new Kept.BodyHeld(origin, seq, hash), where);
      return Optional.of("");
    }
    bodies.add(kept.get());
    return Optional.empty();
  }

  private void lostBody(Kept.BodyHeld body, String where) {
    Origin origin = body.origin();
    boolean own = origin.party().equals(ledger.self());
    damaged(
        "%s, body of entry %d of %s".formatted(where, body.seq(), origin),
        "it is not there, or not what its hash says",
        () ->
            own
                ? "if it was for a peer that has it, " + holders(body.seq())
                : "from %s, or from any other party that it was for".formatted(origin.party()));
  }

  private Optional<String> receipt(Kept.ReceiptGiven given, String where) {
    PartyId holder = new PartyId(given.holder());
    return switch (Receiving.verified(
        ledger, holder, given.checkpoint(), given.cosignature(), given.holding())) {
      case Outcome.Refused<Receipt>(var refusal) ->
          Optional.of("the receipt of %s: %s".formatted(holder, refusal.detail()));
      case Outcome.Accepted<Receipt>(var receipt) -> {
        SignedCheckpoint signed = receipt.checkpoint();
        boolean current = signed.origin().equals(ledger.own().origin());
        receipted.merge(holder, current ? signed.size() : 0, Math::max);
        if (!current || ledger.standing().bearsOut(signed)) {
          yield Optional.empty();
        }
        damaged(
            "%s, receipt of %s".formatted(where, holder),
            "it covers %d entries of the own log, and %d are whole"
                .formatted(signed.size(), ledger.own().durable().size()),
            () -> "it is kept as a sign of how far the log was signed");
        whole.add(new Kept.CheckpointSeen(signed.origin(), signed.note()).encode());
        yield Optional.of("");
      }
    };
  }
}
