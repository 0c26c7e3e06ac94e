package org.wideberth.node.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.people.Site;

/// The certificate that browsers are shown: for the name of the host, with the node's own TLS key.
/// It stays the same in `site.pem` of the data directory until the name changes or it comes near
/// its end, so that the machines of the party's people need to be told to trust it once.
///
/// Immutable.
public final class SiteCertificate {
  /// Apple's systems take no certificate that is valid for longer, whoever vouches for it.
  public static final Duration LASTS = Duration.ofDays(825);

  /// A new one is made when less is left.
  private static final Duration LEFT_MIN = Duration.ofDays(30);

  private static final int DNS_NAME = 2;

  private final TlsIdentity identity;

  private SiteCertificate(TlsIdentity identity) {
    this.identity = identity;
  }

  /// The certificate for that name, made or made anew if need be.
  ///
  /// @throws IOException in words, if the name is none or the file cannot be read or written
  public static SiteCertificate of(DataDirectory data, TlsIdentity own, String host)
      throws IOException {
    if (!Site.isHost(host)) {
      throw new IOException("--name: passkeys are bound to the name of a host, in lower case");
    }
    Path file = data.file("site.pem");
    Optional<TlsIdentity> before = read(file, own).filter(each -> fits(each, own, host));
    if (before.isPresent()) {
      return new SiteCertificate(before.get());
    }
    TlsIdentity made = own.named(host, Instant.now(), LASTS);
    try {
      String pem = TlsIdentity.pem("CERTIFICATE", made.certificate().getEncoded());
      OwnerOnly.replace(file, pem.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException bad) {
      throw new IOException("the site's certificate cannot be written", bad);
    }
    return new SiteCertificate(made);
  }

  private static Optional<TlsIdentity> read(Path file, TlsIdentity own) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] der = TlsIdentity.section(Files.readString(file), "CERTIFICATE");
      return Optional.of(own.with(TlsIdentity.certificate(der)));
    } catch (GeneralSecurityException | IllegalArgumentException bad) {
      throw new IOException(file + " holds no certificate: remove it, and a new one is made", bad);
    }
  }

  private static boolean fits(TlsIdentity each, TlsIdentity own, String host) {
    X509Certificate certificate = each.certificate();
    try {
      boolean named =
          certificate.getSubjectAlternativeNames() != null
              && certificate.getSubjectAlternativeNames().contains(List.of(DNS_NAME, host));
      Instant end = certificate.getNotAfter().toInstant();
      return named && each.pin().equals(own.pin()) && Instant.now().plus(LEFT_MIN).isBefore(end);
    } catch (GeneralSecurityException unreadable) {
      return false;
    }
  }

  /// For TLS libraries; without a password.
  public KeyStore keyStore() {
    return identity.keyStore();
  }
}
