package org.wideberth.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What a node holds of one log, its own or a peer's: the entries' exact bytes, their tree, and the
/// newest checkpoint that the author signed and that the tree bears out. Any leaf within the limit
/// is taken; what it says is for the picture.
///
/// Growing is in two steps, so that a node can make the entries durable in between: [#prepare]
/// checks and changes nothing, [#commit] takes over.
///
/// One writer. Any number of readers at once, while the writer pauses.
public final class LogCopy {
  private final Origin origin;
  private final NoteKey logKey;
  private final List<byte[]> entries = new ArrayList<>();
  private final MerkleTree tree;
  private Optional<SignedCheckpoint> newest = Optional.empty();
  private Optional<SignedCheckpoint> borneOut = Optional.empty();

  /// A copy that holds nothing yet; what is taken must be signed with that key.
  ///
  /// @throws IllegalArgumentException if the key is not named as the origin
  public LogCopy(Origin origin, NoteKey logKey) {
    this(origin, logKey, new MerkleTree());
  }

  private LogCopy(Origin origin, NoteKey logKey, MerkleTree tree) {
    this.tree = tree;
    if (!logKey.name().equals(origin.toString())) {
      throw new IllegalArgumentException("the key of another log");
    }
    this.origin = origin;
    this.logKey = logKey;
  }

  /// A copy of the beginning of this one, without any checkpoint yet: what another history of the
  /// log has in common with it. Shares the entries' bytes.
  public LogCopy prefix(long size) {
    LogCopy prefix = new LogCopy(origin, logKey, tree.prefix(size));
    prefix.entries.addAll(entries.subList(0, Math.toIntExact(size)));
    return prefix;
  }

  /// Entries and a checkpoint that were found consistent with a log at a certain size.
  ///
  /// @param first where the entries begin
  public record Extension(
      long first, List<byte[]> entries, List<Hash> leaves, SignedCheckpoint checkpoint) {
    public Extension {
      entries = List.copyOf(entries);
      leaves = List.copyOf(leaves);
    }
  }

  /// Checks entries that follow the ones held, up to exactly the checkpoint's size.
  ///
  /// Refused as UNPROVEN when the author's signature is right and the root is not: then ask
  /// [#fork] with the same checkpoint, and failing that for the entries of its branch.
  public Outcome<Extension> prepare(List<byte[]> more, String checkpointNote) {
    return prepare(more, checkpointNote, List.of());
  }

  /// As [#prepare(List, String)], for a piece of a long catch-up: the entries may end before the
  /// checkpoint, if `consistency` leads from where they end to it.
  public Outcome<Extension> prepare(
      List<byte[]> more, String checkpointNote, List<Hash> consistency) {
    return SignedCheckpoint.verify(checkpointNote, logKey)
        .then(checkpoint -> prepare(more, checkpoint, consistency));
  }

  private Outcome<Extension> prepare(
      List<byte[]> more, SignedCheckpoint checkpoint, List<Hash> consistency) {
    long size = size() + more.size();
    if (checkpoint.size() < size || (checkpoint.size() > size && consistency.isEmpty())) {
      return Outcome.refuse(
          RefusalCode.UNPROVEN,
          "the checkpoint is of size %d, with these entries the log has %d"
              .formatted(checkpoint.size(), size));
    }
    List<Hash> leaves = new ArrayList<>(more.size());
    for (byte[] entry : more) {
      if (entry.length > Limits.ENTRY_BYTES_MAX) {
        return Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "an entry of %d bytes is more than %d".formatted(entry.length, Limits.ENTRY_BYTES_MAX));
      }
      leaves.add(MerkleTree.leafHash(entry));
    }
    return bearsOut(checkpoint, leaves, consistency)
            && newest.stream().allMatch(held -> reached(held, leaves))
        ? Outcome.accept(new Extension(size(), more, leaves, checkpoint))
        : Outcome.refuse(
            RefusalCode.UNPROVEN,
            "%s: the root at size %d is not what the author signed: altered, or a fork"
                .formatted(origin, checkpoint.size()));
  }

  private boolean bearsOut(SignedCheckpoint checkpoint, List<Hash> leaves, List<Hash> consistency) {
    long size = size() + leaves.size();
    Hash root = tree.rootWith(leaves);
    return checkpoint.size() == size
        ? root.equals(checkpoint.root())
        : Proofs.verifyConsistency(size, checkpoint.size(), root, checkpoint.root(), consistency);
  }

  /// False if these leaves reach a checkpoint that was ahead of the entries, and contradict it.
  private boolean reached(SignedCheckpoint held, List<Hash> leaves) {
    long ahead = held.size() - size();
    return ahead <= 0
        || ahead > leaves.size()
        || tree.rootWith(leaves.subList(0, (int) ahead)).equals(held.root());
  }

  /// Takes over what [#prepare] found good, or what the author itself decided.
  ///
  /// @throws IllegalStateException if the log has grown since
  public void commit(Extension extension) {
    if (extension.first != size()) {
      throw new IllegalStateException("the log has grown since this was prepared");
    }
    entries.addAll(extension.entries);
    extension.leaves.forEach(tree::append);
    newest.ifPresent(this::reach);
    reach(extension.checkpoint);
    if (newest.isEmpty() || newest.get().size() <= extension.checkpoint.size()) {
      newest = Optional.of(extension.checkpoint);
    }
  }

  private void reach(SignedCheckpoint checkpoint) {
    if (checkpoint.size() <= size()
        && (borneOut.isEmpty() || borneOut.get().size() <= checkpoint.size())) {
      borneOut = Optional.of(checkpoint);
    }
  }

  /// [#prepare] and [#commit] at once.
  public Outcome<SignedCheckpoint> append(List<byte[]> more, String checkpointNote) {
    return prepare(more, checkpointNote)
        .map(
            extension -> {
              commit(extension);
              return extension.checkpoint();
            });
  }

  /// The author's step: the extension by its own new entries, with the checkpoint it signs.
  /// Changes nothing; make it durable, then [#commit] it.
  ///
  /// @throws IllegalArgumentException if an entry is past the limit or the key is not this log's
  public Extension extend(List<byte[]> more, NoteSigner logSigner) {
    List<Hash> leaves = new ArrayList<>(more.size());
    for (byte[] entry : more) {
      if (entry.length > Limits.ENTRY_BYTES_MAX) {
        throw new IllegalArgumentException("an entry past the limit");
      }
      leaves.add(MerkleTree.leafHash(entry));
    }
    if (!logSigner.key().equals(logKey)) {
      throw new IllegalArgumentException("the key of another log");
    }
    Checkpoint checkpoint = new Checkpoint(origin, size() + more.size(), tree.rootWith(leaves));
    return new Extension(size(), more, leaves, SignedCheckpoint.sign(checkpoint, logSigner));
  }

  /// Entries that this node itself wrote and kept, of a log that went on: what led from them to
  /// that checkpoint was lost, and only the entries in between can prove them again. To be
  /// [#commit]ted.
  ///
  /// @throws IllegalArgumentException if they reach the checkpoint, and so can be proven
  public Extension recall(List<byte[]> own, SignedCheckpoint ahead) {
    if (ahead.size() <= size() + own.size()) {
      throw new IllegalArgumentException("entries that can be proven");
    }
    return new Extension(size(), own, own.stream().map(MerkleTree::leafHash).toList(), ahead);
  }

  /// The proof that the author signed two histories, if this checkpoint contradicts what is held.
  /// Empty if it agrees, or is larger than what is held: then only the other branch's entries can
  /// tell, through [ForkProof#between]. Empty too in the middle of a catch-up, if no checkpoint as
  /// large as `other` is borne out yet: see [#contradicts].
  public Optional<ForkProof> fork(SignedCheckpoint other) {
    return borneOut.flatMap(held -> ForkProof.between(other, held, tree));
  }

  /// True if that checkpoint of this log cannot be true of the entries held.
  public boolean contradicts(SignedCheckpoint other) {
    return other.size() <= size() && !tree.root(other.size()).equals(other.root());
  }

  public Origin origin() {
    return origin;
  }

  public NoteKey logKey() {
    return logKey;
  }

  /// Entries held, all proven to be in the log.
  public long size() {
    return entries.size();
  }

  public Hash root() {
    return tree.root();
  }

  /// The exact bytes of an entry. Not copied: do not change them.
  public byte[] entry(long seq) {
    return entries.get(Math.toIntExact(seq));
  }

  /// Bytes of the entries from `first`, at most `countMax`.
  public List<byte[]> entries(long first, int countMax) {
    int from = Math.toIntExact(Math.min(first, size()));
    return List.copyOf(entries.subList(from, (int) Math.min(size(), (long) from + countMax)));
  }

  public MerkleTree tree() {
    return tree;
  }

  /// The newest checkpoint that the entries held bear out: in the middle of a catch-up it is behind
  /// [#newest].
  public Optional<SignedCheckpoint> borneOut() {
    return borneOut;
  }

  /// The newest checkpoint by the author; after a piece of a catch-up it is ahead of [#size].
  public Optional<SignedCheckpoint> newest() {
    return newest;
  }
}
