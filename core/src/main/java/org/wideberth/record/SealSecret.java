package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The secret that opens what was sealed to a party: HPKE (RFC 9180) in base mode with
/// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. Immutable, thread-safe.
public final class SealSecret {
  public static final int SEED_BYTES = 32;
  private static final byte[] INFO = "wideberth/body/v1".getBytes(UTF_8);

  private final AsymmetricCipherKeyPair pair;
  private final SealKey publicKey;

  private SealSecret(AsymmetricCipherKeyPair pair) {
    this.pair = pair;
    this.publicKey = SealKey.of(suite().serializePublicKey(pair.getPublic())).orThrow();
  }

  /// Derives the pair from 32 bytes of randomness (DeriveKeyPair of RFC 9180 §7.1.3).
  ///
  /// @throws IllegalArgumentException if there are more or fewer
  public static SealSecret ofSeed(byte[] seed) {
    return new SealSecret(derive(seed));
  }

  private static AsymmetricCipherKeyPair derive(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("32 bytes of randomness are needed");
    }
    return suite().deriveKeyPair(seed.clone());
  }

  /// A fresh object each time: it is cheap, and BouncyCastle does not say that it may be shared.
  private static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  public SealKey publicKey() {
    return publicKey;
  }

  /// Seals a body for a recipient, bound to the entry that commits to it.
  ///
  /// @param entropy 32 bytes of randomness, never used twice
  static Sealed seal(PartyId to, SealKey recipient, Hash leaf, Body body, byte[] entropy) {
    byte[] plain = new byte[Salt.BYTES + body.bytes().length];
    System.arraycopy(body.salt().bytes(), 0, plain, 0, Salt.BYTES);
    System.arraycopy(body.bytes(), 0, plain, Salt.BYTES, body.bytes().length);
    HPKE suite = suite();
    try {
      var context =
          suite.setupBaseS(suite.deserializePublicKey(recipient.bytes()), INFO, derive(entropy));
      byte[] sealed = context.seal(leaf.bytes(), plain);
      return new Sealed(
          to, Base64Text.encode(context.getEncapsulation()), Base64Text.encode(sealed));
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException("sealing does not decrypt", impossible);
    }
  }

  /// Opens what was sealed to this secret for the entry with this leaf hash. The caller still has
  /// to compare the body's hash with the entry's.
  public Outcome<Body> open(Sealed sealed, Hash leaf) {
    HPKE suite = suite();
    byte[] plain;
    try {
      plain =
          suite
              .setupBaseR(sealed.encapsulationBytes(), pair, INFO)
              .open(leaf.bytes(), sealed.cipherBytes());
    } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException bad) {
      return Outcome.refuse(
          RefusalCode.UNPROVEN, "the sealed body is not for this party and entry, or was changed");
    }
    return plain.length < Salt.BYTES
        ? Outcome.refuse(RefusalCode.MALFORMED, "the sealed body has no salt")
        : Body.of(
            Salt.of(Arrays.copyOf(plain, Salt.BYTES)),
            Arrays.copyOfRange(plain, Salt.BYTES, plain.length));
  }

  @Override
  public String toString() {
    return "SealSecret[" + publicKey + "]";
  }
}
