package org.wideberth.record;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 secret key (RFC 8032), made from 32 bytes of randomness that the caller supplies.
/// Immutable, thread-safe.
public final class Ed25519Signer implements Signer {
  public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;

  private final byte[] seed;
  private final byte[] encodedPublic;
  private final Ed25519Key publicKey;

  private Ed25519Signer(byte[] ownedSeed) {
    this.seed = ownedSeed;
    this.encodedPublic = new byte[Ed25519Key.BYTES];
    Ed25519.generatePublicKey(seed, 0, encodedPublic, 0);
    this.publicKey = Ed25519Key.of(encodedPublic).orThrow();
  }

  /// A value of exactly 32 bytes.
  ///
  /// @throws IllegalArgumentException if there are more or fewer
  public static Ed25519Signer ofSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
    }
    return new Ed25519Signer(seed.clone());
  }

  @Override
  public byte[] sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, encodedPublic, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  @Override
  public Ed25519Key publicKey() {
    return publicKey;
  }

  @Override
  public String toString() {
    return "Ed25519Signer[" + publicKey + "]";
  }
}
