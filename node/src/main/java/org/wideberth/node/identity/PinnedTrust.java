package org.wideberth.node.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.wideberth.record.Hash;

/// Believes a certificate if its key is pinned, and nothing else that it says: not its name, its
/// dates or its issuer. That the other side has the secret key is proven by TLS itself.
///
/// Thread-safe if the predicate is.
public final class PinnedTrust extends X509ExtendedTrustManager {
  private static final X509Certificate[] NO_ISSUERS = {};

  private final Predicate<Hash> pinned;

  private PinnedTrust(Predicate<Hash> pinned) {
    this.pinned = pinned;
  }

  /// TLS with that key, towards whoever has a pinned one.
  public static SSLContext context(TlsIdentity self, Predicate<Hash> pinned) {
    return context(new KeyManager[] {self.keyManager()}, pinned);
  }

  /// TLS without a key of one's own, towards whoever has a pinned one.
  public static SSLContext context(Predicate<Hash> pinned) {
    return context(new KeyManager[0], pinned);
  }

  private static SSLContext context(KeyManager[] keys, Predicate<Hash> pinned) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys, new TrustManager[] {new PinnedTrust(pinned)}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("TLS 1.3 is part of every JDK", impossible);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || !pinned.test(TlsIdentity.pinOf(chain[0]))) {
      throw new CertificateException("the key is on no card that counts here");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return NO_ISSUERS;
  }
}
