package org.wideberth.record;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// An X25519 public key (RFC 7748) to which bodies are sealed. Points of low order, under which
/// everybody could open what was sealed, are refused. Immutable.
public final class SealKey {
  public static final int BYTES = X25519.POINT_SIZE;

  private final byte[] encoded;

  private SealKey(byte[] encoded) {
    this.encoded = encoded;
  }

  public static Outcome<SealKey> of(byte[] encoded) {
    if (encoded.length != BYTES) {
      return Outcome.refuse(RefusalCode.MALFORMED, "an X25519 public key has 32 bytes");
    }
    byte[] anyScalar = new byte[X25519.SCALAR_SIZE];
    anyScalar[0] = 8;
    boolean highBit = encoded[BYTES - 1] < 0;
    return highBit || !X25519.calculateAgreement(anyScalar, 0, encoded, 0, new byte[BYTES], 0)
        ? Outcome.refuse(RefusalCode.UNPROVEN, "an X25519 public key that keeps nothing secret")
        : Outcome.accept(new SealKey(encoded.clone()));
  }

  public static Outcome<SealKey> parse(String base64) {
    return Base64Text.decode(base64, BYTES).then(SealKey::of);
  }

  public byte[] bytes() {
    return encoded.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealKey key && Arrays.equals(encoded, key.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  /// Standard base64.
  @Override
  public String toString() {
    return Base64Text.encode(encoded);
  }
}
