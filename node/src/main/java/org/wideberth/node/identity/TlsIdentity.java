package org.wideberth.node.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// The key that a node shows on TLS connections, and a certificate that it signs itself. Nothing in
/// the certificate is believed: peers pin the key by its hash, which stands on the party's card.
///
/// ECDSA on P-256, which every TLS 1.3 implementation has (RFC 8446 §9.1), browsers too; they do
/// not take Ed25519. Immutable.
public final class TlsIdentity {
  private static final char[] NO_PASSWORD = {};

  /// RFC 5280 §4.1.2.5: a certificate without a well-defined end. Its key is replaced on purpose,
  /// never by the calendar.
  private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

  private final PrivateKey key;
  private final X509Certificate certificate;

  private TlsIdentity(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /// A new key.
  ///
  /// @param now the certificate counts from a day earlier, for peers whose clocks are slow
  public static TlsIdentity make(PartyId party, SecureRandom random, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=" + party);
      X509CertificateHolder holder =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(127, random).add(BigInteger.ONE),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(NO_END),
                  name,
                  pair.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
      return new TlsIdentity(pair.getPrivate(), certificate(holder.getEncoded()));
    } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
      throw new IllegalStateException("P-256 is part of every JDK", impossible);
    }
  }

  /// The same key with a certificate that names a host, for browsers (RFC 6125 §6.4).
  TlsIdentity named(String host, Instant now, Duration lasts) {
    try {
      X500Name name = new X500Name("CN=" + host);
      X509CertificateHolder holder =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.valueOf(now.toEpochMilli()),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(lasts)),
                  name,
                  certificate.getPublicKey())
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
      return new TlsIdentity(key, certificate(holder.getEncoded()));
    } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
      throw new IllegalStateException("P-256 is part of every JDK", impossible);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  TlsIdentity with(X509Certificate other) {
    return new TlsIdentity(key, other);
  }

  static X509Certificate certificate(byte[] bytes) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  /// The key (PKCS #8) and the certificate, both as PEM.
  String pem() throws IOException {
    try {
      return pem("PRIVATE KEY", key.getEncoded()) + pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException bad) {
      throw new IOException("the TLS key cannot be written", bad);
    }
  }

  static String pem(String label, byte[] bytes) {
    byte[] newline = {'\n'};
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, newline).encodeToString(bytes), label);
  }

  static TlsIdentity parse(String pem) throws IOException {
    try {
      PrivateKey key =
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(section(pem, "PRIVATE KEY")));
      return new TlsIdentity(key, certificate(section(pem, "CERTIFICATE")));
    } catch (GeneralSecurityException | IllegalArgumentException bad) {
      throw new IOException("the TLS key file cannot be read: " + bad.getMessage(), bad);
    }
  }

  static byte[] section(String pem, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("it has no " + label);
    }
    return Base64.getMimeDecoder()
        .decode(pem.substring(from + begin.length(), to).getBytes(StandardCharsets.US_ASCII));
  }

  /// What stands on the card as `tls`.
  public Hash pin() {
    return pinOf(certificate);
  }

  /// SHA-256 of a certificate's SubjectPublicKeyInfo.
  public static Hash pinOf(X509Certificate certificate) {
    return Hash.sha256(certificate.getPublicKey().getEncoded());
  }

  /// For TLS libraries that take one: as [#keyStore], without what encrypting a store takes.
  KeyManager keyManager() {
    return new OneKey(key, certificate);
  }

  /// For TLS libraries; without a password.
  public KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("tls", key, NO_PASSWORD, new Certificate[] {certificate});
      return store;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("PKCS #12 is part of every JDK", impossible);
    }
  }
}
