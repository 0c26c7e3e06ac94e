package org.wideberth.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// 32 bytes of SHA-256, written as standard base64 with padding. Immutable; ordered as unsigned
/// bytes.
public final class Hash implements Comparable<Hash> {
  public static final int BYTES = 32;
  private static final int TEXT_CHARS = 44;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /// Copied for each use, which takes less than to look for who provides it.
  private static final MessageDigest FRESH = provided();

  private final byte[] bytes;

  private Hash(byte[] owned) {
    this.bytes = owned;
  }

  /// A value of exactly 32 bytes.
  ///
  /// @throws IllegalArgumentException if there are more or fewer
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  static Hash at(byte[] from, int offset) {
    return new Hash(Arrays.copyOfRange(from, offset, offset + BYTES));
  }

  /// SHA-256 of the concatenation.
  public static Hash sha256(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  public static Outcome<Hash> parse(String base64) {
    Outcome<Hash> refused = Outcome.refuse(RefusalCode.MALFORMED, "base64 of 32 bytes is expected");
    return base64.length() != TEXT_CHARS
        ? refused
        : Base64Text.decode(base64, BYTES + 1)
            .then(bytes -> bytes.length == BYTES ? Outcome.accept(new Hash(bytes)) : refused);
  }

  static MessageDigest digest() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException provider) {
      return provided();
    }
  }

  private static MessageDigest provided() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, BYTES);
  }

  void update(MessageDigest digest) {
    digest.update(bytes);
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    // Any bytes of a hash are as good as all of them.
    return (int) INTS.get(bytes, 0);
  }

  /// Standard base64 with padding.
  @Override
  public String toString() {
    return Base64Text.encode(bytes);
  }
}
