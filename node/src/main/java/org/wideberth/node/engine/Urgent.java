package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Precedence;
import org.wideberth.party.PartyId;
import org.wideberth.record.Entry;
import org.wideberth.record.LogCopy;
import org.wideberth.record.MerkleTree;
import org.wideberth.record.NoteKey;
import org.wideberth.record.Origin;
import org.wideberth.record.Proofs;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Entries of peers' logs that came before those that stand before them: FLASH messages to this
/// party. When their logs have caught up they are entries like any other. Owned by the engine.
final class Urgent {
  /// Of one log at a time: more than a person can heed.
  static final int EACH_MAX = 64;

  private final Map<Origin, NavigableMap<Long, Kept.EntryAhead>> entries = new TreeMap<>();

  /// Whether what came may go before the rest of its log.
  static Outcome<Kept.EntryAhead> verify(Frame.Urgent sent, NoteKey logKey, PartyId self) {
    long seq = sent.body().seq();
    boolean proven =
        SignedCheckpoint.verify(sent.checkpoint(), logKey)
                instanceof Outcome.Accepted<SignedCheckpoint>(var signed)
            && Proofs.verifyInclusion(
                seq,
                signed.size(),
                MerkleTree.leafHash(sent.leaf()),
                sent.inclusion(),
                signed.root());
    if (!proven) {
      return Outcome.refuse(
          RefusalCode.UNPROVEN, "an urgent entry that is not proven to stand in its log");
    }
    return Entry.parse(sent.leaf())
        .then(
            entry ->
                entry.origin().equals(sent.origin())
                        && entry.seq() == seq
                        && entry.to().names(self)
                        && isFlash(sent, entry)
                    ? Outcome.accept(new Kept.EntryAhead(sent.origin(), seq, sent.leaf()))
                    : Outcome.refuse(
                        RefusalCode.MALFORMED, "an urgent entry that is no FLASH to this party"));
  }

  private static boolean isFlash(Frame.Urgent sent, Entry entry) {
    return Frame.body(sent.body())
                .then(
                    body ->
                        body.hash().equals(entry.body())
                            ? ChannelBody.parse(sent.origin().theatre(), body.bytes())
                            : Outcome.refuse(RefusalCode.UNPROVEN, "another body"))
            instanceof Outcome.Accepted<ChannelBody>(ChannelBody.Sent(var content))
        && content.precedence() == Precedence.FLASH;
  }

  /// True if one more of that log may come before its time.
  ///
  /// @param held how much of the log is held
  boolean hasRoom(Origin log, long held) {
    return Optional.ofNullable(entries.get(log))
            .map(each -> each.tailMap(held, true).size())
            .orElse(0)
        < EACH_MAX;
  }

  /// Keeps it.
  ///
  /// @return true if it was not here
  boolean add(Kept.EntryAhead entry) {
    return entries
            .computeIfAbsent(entry.origin(), _ -> new TreeMap<>())
            .putIfAbsent(entry.seq(), entry)
        == null;
  }

  /// Those that are in no history of their log that is held yet.
  List<Kept.EntryAhead> beyond(Ledger ledger) {
    List<Kept.EntryAhead> beyond = new ArrayList<>();
    entries.forEach(
        (origin, each) ->
            each.values().stream()
                .filter(
                    entry ->
                        !stands(ledger.copy(origin), entry)
                            && !stands(
                                Optional.ofNullable(ledger.branches().get(origin))
                                    .map(PeerLog::copy),
                                entry))
                .forEach(beyond::add));
    return beyond;
  }

  private static boolean stands(Optional<LogCopy> log, Kept.EntryAhead entry) {
    return log.filter(held -> entry.seq() < held.size())
        .filter(held -> Arrays.equals(held.entry(entry.seq()), entry.leaf()))
        .isPresent();
  }
}
