package org.wideberth.node.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.operation.OperationId;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// What the journal keeps: everything that was decided or received, never commands. The kind bytes
/// and layouts are for good: a newer version replays an older journal.
///
/// Layout: big-endian; text and blobs are a 32-bit length and bytes.
sealed interface Kept {

  /// An entry of the own log; its place is the order of these records.
  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record OwnEntry(byte[] leaf) implements Kept {}

  /// Entries of a peer's log from `first` on, and the author's checkpoint that covers exactly them.
  record PeerEntries(Origin origin, long first, List<byte[]> leaves, String checkpoint)
      implements Kept {}

  /// The body of an entry, own or a peer's; the bytes are in the journal under its hash.
  record BodyHeld(Origin origin, long seq, Hash hash) implements Kept {}

  /// The text of an enrolled peer's card, and when it was enrolled by the own clock.
  record CardEnrolled(String card, long epochMillis) implements Kept {}

  /// A peer's receipt for the own log.
  record ReceiptGiven(String holder, String checkpoint, String cosignature, String holding)
      implements Kept {}

  /// Proof that a log was forked.
  record ForkFound(Origin origin, String proof) implements Kept {}

  /// The newest checkpoint seen of a log that is further than what this node holds of it.
  record CheckpointSeen(Origin origin, String checkpoint) implements Kept {}

  /// As [PeerEntries], of entries that end before the checkpoint: the proof leads from there to it.
  record PeerEntriesAhead(
      Origin origin, long first, List<byte[]> leaves, String checkpoint, List<Hash> consistency)
      implements Kept {}

  /// As [PeerEntriesAhead], of the second history of a log that came here: before `first` it is the
  /// one that was here before, or what records of this kind have said.
  record BranchEntries(
      Origin origin, long first, List<byte[]> leaves, String checkpoint, List<Hash> consistency)
      implements Kept {}

  /// New keys of a peer: the file's text, and when it came by the own clock.
  record NewKeysTaken(String keys, long epochMillis) implements Kept {}

  /// The body of an entry was erased, salt and all, when what it said was over for long.
  ///
  /// @param operation what it was about; empty for notes of findings
  /// @param epochMillis when, by the own clock
  record BodyErased(
      Origin origin, long seq, Hash hash, Optional<OperationId> operation, long epochMillis)
      implements Kept {}

  /// An entry of a peer's log that came before those that stand before it. Its signature was
  /// verified; the log itself follows.
  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record EntryAhead(Origin origin, long seq, byte[] leaf) implements Kept {}

  /// A part of a large file was declared: its Features from `first` on are the operations of the
  /// own entries from `seq` on, which stand before this record.
  record ChunkDeclared(Hash file, long first, int features, Origin origin, long seq, int operations)
      implements Kept {}

  default JournalRecord encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      byte kind = write(out);
      return new JournalRecord(kind, bytes.toByteArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private byte write(DataOutputStream out) throws IOException {
    switch (this) {
      case OwnEntry(var leaf) -> {
        out.write(leaf);
        return 1;
      }
      case PeerEntries(var origin, var first, var leaves, var checkpoint) -> {
        write(out, origin, first, leaves, checkpoint);
        return 2;
      }
      case BodyHeld(var origin, var seq, var hash) -> {
        write(out, origin, seq, hash);
        return 3;
      }
      case CardEnrolled(var card, var epochMillis) -> {
        write(out, card, epochMillis);
        return 4;
      }
      case ReceiptGiven(var holder, var checkpoint, var cosignature, var holding) -> {
        texts(out, holder, checkpoint, cosignature, holding);
        return 5;
      }
      case ForkFound(var origin, var proof) -> {
        texts(out, origin.toString(), proof);
        return 6;
      }
      case CheckpointSeen(var origin, var checkpoint) -> {
        texts(out, origin.toString(), checkpoint);
        return 7;
      }
      case PeerEntriesAhead(var origin, var first, var leaves, var checkpoint, var consistency) -> {
        write(out, origin, first, leaves, checkpoint);
        write(out, consistency);
        return 8;
      }
      case NewKeysTaken(var keys, var epochMillis) -> {
        write(out, keys, epochMillis);
        return 9;
      }
      case BodyErased erased -> {
        write(out, erased);
        return 10;
      }
      case BranchEntries(var origin, var first, var leaves, var checkpoint, var consistency) -> {
        write(out, origin, first, leaves, checkpoint);
        write(out, consistency);
        return 11;
      }
      case EntryAhead ahead -> {
        write(out, ahead);
        return 12;
      }
      case ChunkDeclared chunk -> {
        write(out, chunk);
        return 13;
      }
    }
  }

  private static void write(DataOutputStream out, BodyErased erased) throws IOException {
    write(out, erased.origin, erased.seq, erased.hash);
    text(out, erased.operation.map(OperationId::text).orElse(""));
    out.writeLong(erased.epochMillis);
  }

  private static void write(DataOutputStream out, EntryAhead ahead) throws IOException {
    text(out, ahead.origin.toString());
    out.writeLong(ahead.seq);
    out.write(ahead.leaf);
  }

  private static void write(DataOutputStream out, ChunkDeclared chunk) throws IOException {
    out.write(chunk.file.bytes());
    out.writeLong(chunk.first);
    out.writeInt(chunk.features);
    text(out, chunk.origin.toString());
    out.writeLong(chunk.seq);
    out.writeInt(chunk.operations);
  }

  private static void write(DataOutputStream out, Origin origin, long seq, Hash hash)
      throws IOException {
    text(out, origin.toString());
    out.writeLong(seq);
    out.write(hash.bytes());
  }

  private static void write(DataOutputStream out, String text, long epochMillis)
      throws IOException {
    text(out, text);
    out.writeLong(epochMillis);
  }

  private static void texts(DataOutputStream out, String... texts) throws IOException {
    for (String each : texts) {
      text(out, each);
    }
  }

  private static void write(DataOutputStream out, List<Hash> hashes) throws IOException {
    for (Hash hash : hashes) {
      out.write(hash.bytes());
    }
  }

  private static void write(
      DataOutputStream out, Origin origin, long first, List<byte[]> leaves, String checkpoint)
      throws IOException {
    text(out, origin.toString());
    out.writeLong(first);
    text(out, checkpoint);
    out.writeInt(leaves.size());
    for (byte[] leaf : leaves) {
      out.writeInt(leaf.length);
      out.write(leaf);
    }
  }

  /// Reads what [#encode] wrote.
  ///
  /// @throws IOException if the record is not one that this version knows: the journal is newer, or
  ///     damaged
  static Kept decode(JournalRecord record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record.bytes()));
    Kept kept =
        switch (record.kind()) {
          case 1 -> new OwnEntry(in.readNBytes(in.available()));
          case 2 -> peerEntries(in);
          case 3 -> new BodyHeld(origin(in), in.readLong(), hash(in));
          case 4 -> new CardEnrolled(text(in), in.readLong());
          case 5 -> new ReceiptGiven(text(in), text(in), text(in), text(in));
          case 6 -> new ForkFound(origin(in), text(in));
          case 7 -> new CheckpointSeen(origin(in), text(in));
          case 8 -> peerEntriesAhead(in);
          case 9 -> new NewKeysTaken(text(in), in.readLong());
          case 10 ->
              new BodyErased(
                  origin(in), in.readLong(), hash(in), operation(text(in)), in.readLong());
          case 11 -> branchEntries(in);
          case 12 -> new EntryAhead(origin(in), in.readLong(), in.readNBytes(in.available()));
          case 13 ->
              new ChunkDeclared(
                  hash(in), in.readLong(), in.readInt(), origin(in), in.readLong(), in.readInt());
          default ->
              throw new IOException(
                  "journal record of kind " + record.kind() + ": written by a newer version?");
        };
    if (in.read() >= 0) {
      throw new IOException("journal record of kind " + record.kind() + " has trailing bytes");
    }
    return kept;
  }

  private static PeerEntries peerEntries(DataInputStream in) throws IOException {
    Origin origin = origin(in);
    long first = in.readLong();
    String checkpoint = text(in);
    int count = in.readInt();
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(blob(in));
    }
    return new PeerEntries(origin, first, leaves, checkpoint);
  }

  private static PeerEntriesAhead peerEntriesAhead(DataInputStream in) throws IOException {
    PeerEntries entries = peerEntries(in);
    List<Hash> consistency = new ArrayList<>();
    while (in.available() > 0) {
      consistency.add(hash(in));
    }
    return new PeerEntriesAhead(
        entries.origin(), entries.first(), entries.leaves(), entries.checkpoint(), consistency);
  }

  private static BranchEntries branchEntries(DataInputStream in) throws IOException {
    PeerEntriesAhead entries = peerEntriesAhead(in);
    return new BranchEntries(
        entries.origin(),
        entries.first(),
        entries.leaves(),
        entries.checkpoint(),
        entries.consistency());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(blob(in), StandardCharsets.UTF_8);
  }

  private static byte[] blob(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("journal record is cut short");
    }
    return in.readNBytes(length);
  }

  private static Hash hash(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Hash.BYTES);
    if (bytes.length < Hash.BYTES) {
      throw new IOException("journal record is cut short");
    }
    return Hash.of(bytes);
  }

  private static Optional<OperationId> operation(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(OperationId.parse(text).orThrow());
  }

  private static Origin origin(DataInputStream in) throws IOException {
    return Origin.parse(text(in)).orThrow();
  }
}
