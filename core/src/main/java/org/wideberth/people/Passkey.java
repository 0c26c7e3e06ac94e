package org.wideberth.people;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;
import org.wideberth.record.Ed25519Key;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The public key of a passkey: ES256 (ECDSA on P-256 with SHA-256) or EdDSA (Ed25519), as COSE
/// numbers them (RFC 9053 §2). Immutable, thread-safe.
///
/// Verification is BouncyCastle's; an ES256 signature is read by [DerSignature] first, so that
/// every node has the same verdict on every byte string.
public final class Passkey {
  /// P-256: 0x04, x, y.
  public static final int KEY_BYTES_MAX = 65;

  private static final int ES256 = -7;
  private static final int EDDSA = -8;
  private static final ECDomainParameters P256 = domain();

  private final int algorithm;
  private final byte[] encoded;
  private final Optional<ECPublicKeyParameters> point;
  private final Optional<Ed25519Key> edwards;

  private Passkey(
      int algorithm,
      byte[] encoded,
      Optional<ECPublicKeyParameters> point,
      Optional<Ed25519Key> edwards) {
    this.algorithm = algorithm;
    this.encoded = encoded.clone();
    this.point = point;
    this.edwards = edwards;
  }

  private static ECDomainParameters domain() {
    X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
    return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
  }

  /// A key as roster entries hold it.
  ///
  /// @param algorithm -7 for ES256, -8 for EdDSA
  /// @param encoded the uncompressed point of 65 bytes, or the 32 bytes of RFC 8032
  public static Outcome<Passkey> of(long algorithm, byte[] encoded) {
    if (algorithm == EDDSA) {
      return Ed25519Key.of(encoded)
          .map(key -> new Passkey(EDDSA, encoded, Optional.empty(), Optional.of(key)));
    }
    if (algorithm != ES256) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "a passkey is of algorithm -7 (ES256) or -8 (EdDSA)");
    }
    if (encoded.length != KEY_BYTES_MAX || encoded[0] != 4) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "a key of ES256 is an uncompressed point of 65 bytes");
    }
    try {
      ECPoint decoded = P256.getCurve().decodePoint(encoded);
      ECPublicKeyParameters key = new ECPublicKeyParameters(decoded, P256);
      return Outcome.accept(new Passkey(ES256, encoded, Optional.of(key), Optional.empty()));
    } catch (IllegalArgumentException notOnCurve) {
      return Outcome.refuse(RefusalCode.UNPROVEN, "the key is not a point of P-256");
    }
  }

  /// True if this key signed exactly these bytes.
  public boolean verify(byte[] message, byte[] signature) {
    if (edwards.isPresent()) {
      return edwards.get().verify(message, signature);
    }
    Optional<DerSignature> read = DerSignature.parse(signature, P256.getN());
    if (read.isEmpty() || point.isEmpty()) {
      return false;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, point.get());
    return verifier.verifySignature(Hash.sha256(message).bytes(), read.get().r(), read.get().s());
  }

  /// As COSE numbers it.
  public int algorithm() {
    return algorithm;
  }

  /// As [#of] takes it.
  public byte[] bytes() {
    return encoded.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Passkey key
        && algorithm == key.algorithm
        && Arrays.equals(encoded, key.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return "Passkey[" + algorithm + ", " + Hash.sha256(encoded) + "]";
  }
}
