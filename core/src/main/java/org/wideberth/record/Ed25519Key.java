package org.wideberth.record;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// An Ed25519 public key (RFC 8032) that is canonical and of prime order: keys of low or mixed
/// order, under which one signature can serve for several messages, cannot be enrolled.
///
/// Verification is BouncyCastle's: strict on the range of S and on the encoding of R, without the
/// cofactor. Immutable, thread-safe.
public final class Ed25519Key implements Verifier {
  public static final int BYTES = Ed25519.PUBLIC_KEY_SIZE;

  private final byte[] encoded;
  private final Ed25519.PublicPoint point;

  private Ed25519Key(byte[] encoded, Ed25519.PublicPoint point) {
    this.encoded = encoded;
    this.point = point;
  }

  public static Outcome<Ed25519Key> of(byte[] encoded) {
    if (encoded.length != BYTES) {
      return Outcome.refuse(RefusalCode.MALFORMED, "an Ed25519 public key has 32 bytes");
    }
    Ed25519.@Nullable PublicPoint point = Ed25519.validatePublicKeyFullExport(encoded, 0);
    return point == null
        ? Outcome.refuse(
            RefusalCode.UNPROVEN,
            "not a canonical Ed25519 public key of prime order: such a key proves nothing")
        : Outcome.accept(new Ed25519Key(encoded.clone(), point));
  }

  @Override
  public boolean verify(byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, point, message, 0, message.length);
  }

  public byte[] bytes() {
    return encoded.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ed25519Key key && Arrays.equals(encoded, key.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return "Ed25519Key[" + Base64Text.encode(encoded) + "]";
  }
}
