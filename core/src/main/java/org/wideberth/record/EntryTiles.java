package org.wideberth.record;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A log as the resources of C2SP tlog-tiles. Stateless.
public final class EntryTiles {
  private EntryTiles() {}

  /// The bytes of that tile or entry bundle; empty if the log does not (yet) have it.
  public static Optional<byte[]> resource(LogCopy log, TilePath path) {
    int level = Math.max(path.level(), 0);
    boolean tooHigh = level >= 64 / MerkleTree.TILE_HEIGHT;
    long complete = tooHigh ? 0 : log.size() >> (level * MerkleTree.TILE_HEIGHT);
    if (path.index() > complete / MerkleTree.TILE_WIDTH
        || path.index() * MerkleTree.TILE_WIDTH + path.width() > complete) {
      return Optional.empty();
    }
    return Optional.of(
        path.level() == TilePath.ENTRIES
            ? bundle(log.entries(path.index() * MerkleTree.TILE_WIDTH, path.width()))
            : log.tree().tile(level, path.index(), path.width()));
  }

  /// An entry bundle: each entry after its length as two bytes, the high one first.
  public static byte[] bundle(List<byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > Limits.ENTRY_BYTES_MAX) {
        throw new IllegalArgumentException("an entry past the limit");
      }
      out.write(entry.length >> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /// Reads an entry bundle of at most 256 entries.
  public static Outcome<List<byte[]>> parseBundle(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bundle);
    while (in.hasRemaining()) {
      int length = in.remaining() < Short.BYTES ? Integer.MAX_VALUE : in.getShort() & 0xFFFF;
      if (length > in.remaining() || entries.size() == MerkleTree.TILE_WIDTH) {
        return Outcome.refuse(RefusalCode.MALFORMED, "not an entry bundle of up to 256 entries");
      }
      if (length > Limits.ENTRY_BYTES_MAX) {
        return Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "an entry of %d bytes is more than %d".formatted(length, Limits.ENTRY_BYTES_MAX));
      }
      byte[] entry = new byte[length];
      in.get(entry);
      entries.add(entry);
    }
    return Outcome.accept(List.copyOf(entries));
  }
}
