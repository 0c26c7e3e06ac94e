package org.wideberth.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.wideberth.record.Hash;

/// An authenticator of our own, which does what it is told, honest or not.
public final class SoftPasskey {
  /// Where the tests sign.
  public static final Site SITE = new Site("duty.amber.example", "https://duty.amber.example:8440");

  private static final ECDomainParameters P256 =
      new ECDomainParameters(
          CustomNamedCurves.getByName("secp256r1").getCurve(),
          CustomNamedCurves.getByName("secp256r1").getG(),
          CustomNamedCurves.getByName("secp256r1").getN());

  private final boolean edwards;
  private final byte[] secret;

  private SoftPasskey(boolean edwards, String name) {
    this.edwards = edwards;
    this.secret = Hash.sha256(name.getBytes(UTF_8)).bytes();
  }

  public static SoftPasskey es256(String name) {
    return new SoftPasskey(false, name);
  }

  public static SoftPasskey edDsa(String name) {
    return new SoftPasskey(true, name);
  }

  public Passkey key() {
    if (edwards) {
      byte[] key = new byte[32];
      Ed25519.generatePublicKey(secret, 0, key, 0);
      return Passkey.of(-8, key).orThrow();
    }
    byte[] point = P256.getG().multiply(new BigInteger(1, secret)).getEncoded(false);
    return Passkey.of(-7, point).orThrow();
  }

  public RosterBody.Credential credential() {
    return new RosterBody.Credential(Hash.sha256(secret).bytes());
  }

  /// An honest answer.
  public Assertion sign(Hash challenge) {
    return sign(SITE, challenge, 0x05);
  }

  public Assertion sign(Site site, Hash challenge, int flags) {
    return sign(authenticator(site, flags), client(site, challenge));
  }

  public Assertion sign(byte[] authenticator, byte[] client) {
    return new Assertion(authenticator, client, signature(authenticator, client));
  }

  public byte[] signature(byte[] authenticator, byte[] client) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(authenticator);
    signed.writeBytes(Hash.sha256(client).bytes());
    if (edwards) {
      byte[] signature = new byte[64];
      Ed25519.sign(secret, 0, signed.toByteArray(), 0, signed.size(), signature, 0);
      return signature;
    }
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, secret), P256));
    BigInteger[] parts = signer.generateSignature(Hash.sha256(signed.toByteArray()).bytes());
    return der(parts[0], parts[1]);
  }

  static byte[] der(BigInteger r, BigInteger s) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x30);
    out.write(4 + r.toByteArray().length + s.toByteArray().length);
    for (BigInteger each : new BigInteger[] {r, s}) {
      out.write(2);
      out.write(each.toByteArray().length);
      out.writeBytes(each.toByteArray());
    }
    return out.toByteArray();
  }

  public static byte[] authenticator(Site site, int flags) {
    byte[] data = new byte[37];
    System.arraycopy(Hash.sha256(site.rpId().getBytes(UTF_8)).bytes(), 0, data, 0, 32);
    data[32] = (byte) flags;
    return data;
  }

  public static byte[] client(Site site, Hash challenge) {
    return client("webauthn.get", site.origin(), challenge, ",\"crossOrigin\":false");
  }

  public static byte[] client(String type, String origin, Hash challenge, String more) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}"
        .formatted(
            type,
            Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.bytes()),
            origin,
            more)
        .getBytes(UTF_8);
  }

  /// The authenticator data of an enrolment.
  public byte[] attested(Site site, int flags) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(authenticator(site, flags));
    out.writeBytes(new byte[16]);
    byte[] id = credential().bytes();
    out.write(id.length >> 8);
    out.write(id.length);
    out.writeBytes(id);
    byte[] key = key().bytes();
    if (edwards) {
      out.writeBytes(new byte[] {(byte) 0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 0x20});
      out.writeBytes(key);
    } else {
      out.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20});
      out.write(key, 1, 32);
      out.writeBytes(new byte[] {0x22, 0x58, 0x20});
      out.write(key, 33, 32);
    }
    return out.toByteArray();
  }
}
