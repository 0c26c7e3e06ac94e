package org.wideberth.node.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wideberth.record.Hash;
import org.wideberth.record.Salt;

/// A body that a node holds, with the salt that opens the commitment to it.
///
/// @param hash SHA-256(salt ‖ bytes), checked here
/// @param salt 32 bytes; not copied, so nobody may change them afterwards
/// @param bytes what was said; not copied either
// Equality is by content, below.
@SuppressWarnings("ArrayRecordComponent")
public record KeptBody(Hash hash, byte[] salt, byte[] bytes) {
  public KeptBody {
    if (salt.length != Salt.BYTES) {
      throw new IllegalArgumentException("a salt of " + salt.length + " bytes");
    }
    if (!Hash.sha256(salt, bytes).equals(hash)) {
      throw new IllegalArgumentException("a body that does not have the hash " + hash);
    }
  }

  public static KeptBody of(byte[] salt, byte[] bytes) {
    return new KeptBody(Hash.sha256(salt, bytes), salt, bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeptBody(var otherHash, var otherSalt, var otherBytes)
        && hash.equals(otherHash)
        && Arrays.equals(salt, otherSalt)
        && Arrays.equals(bytes, otherBytes);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /// Without the content: it is nobody's business in a log file.
  @Override
  public String toString() {
    return "KeptBody[" + hash + ", " + bytes.length + " bytes]";
  }
}
