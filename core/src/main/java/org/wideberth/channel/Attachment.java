package org.wideberth.channel;

import org.wideberth.record.Hash;
import org.wideberth.record.Salt;

/// A file that goes with a message, as the message names it. Its bytes travel by themselves. They
/// are named by a salted hash, so that nobody who has not read the message can tell which file it
/// is, or whether somebody holds it, by guessing what is in it. Immutable.
///
/// @param size in bytes, 1 to [#BYTES_MAX]
/// @param hash SHA-256 of the salt and then the bytes
public record Attachment(FileName name, MediaType type, int size, Salt salt, Hash hash) {
  /// A photograph or a scanned map, and minutes on a link of 1 Mbit/s.
  public static final int BYTES_MAX = 16 * 1024 * 1024;

  /// Of one message: what a person looks at one by one.
  public static final int EACH_MAX = 8;

  /// @throws IllegalArgumentException if the size is none that an attachment has
  public Attachment {
    if (size < 1 || size > BYTES_MAX) {
      throw new IllegalArgumentException("an attachment of " + size + " bytes");
    }
  }

  /// True if these are its bytes.
  public boolean isOf(byte[] bytes) {
    return bytes.length == size && Hash.sha256(salt.bytes(), bytes).equals(hash);
  }
}
