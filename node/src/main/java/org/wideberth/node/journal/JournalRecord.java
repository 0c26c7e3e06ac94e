package org.wideberth.node.journal;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One record: what the bytes mean is the engine's business.
///
/// @param kind the engine's number for the type of record
/// @param bytes up to [#BYTES_MAX]; not copied, so nobody may change them afterwards
// Equality is by content, below.
@SuppressWarnings("ArrayRecordComponent")
public record JournalRecord(byte kind, byte[] bytes) {
  /// More than any entry, checkpoint or receipt has, and little enough to read one at a time.
  public static final int BYTES_MAX = 1 << 20;

  public JournalRecord {
    if (bytes.length > BYTES_MAX) {
      throw new IllegalArgumentException("a record of " + bytes.length + " bytes");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JournalRecord(var otherKind, var otherBytes)
        && kind == otherKind
        && Arrays.equals(bytes, otherBytes);
  }

  @Override
  public int hashCode() {
    return 31 * kind + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    int shown = Math.min(bytes.length, 16);
    return "JournalRecord[kind=%d, %d bytes: %s]"
        .formatted(kind, bytes.length, HexFormat.of().formatHex(bytes, 0, shown));
  }
}
