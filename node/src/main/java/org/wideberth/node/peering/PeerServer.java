package org.wideberth.node.peering;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AcceptRateLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.wideberth.node.identity.PinnedTrust;
import org.wideberth.node.identity.TlsIdentity;
import org.wideberth.party.PartyId;

/// Takes the links that peers dial. Who has no pinned key does not get past the TLS handshake.
///
/// Thread-safe.
final class PeerServer implements AutoCloseable {
  /// Where the WebSocket is; the version is that of the frames.
  static final String PATH = "/wideberth/peer/v1";

  /// For the handshake; a link has its own pings.
  private static final int IDLE_MS_MAX = 30_000;

  /// Connections at once, half-open ones too: each peer's link, the next one, and some that have
  /// not said yet who they are. Beyond it none is taken until one ends; this node dials its peers
  /// too.
  static final int CONNECTIONS_MAX = 256;

  /// New connections in a second, over which none is taken for a moment: a handshake costs far more
  /// than to ask for it, and fifty peers are back within some seconds all the same.
  static final int CONNECTIONS_A_SECOND = 16;

  private final Server server;
  private final ServerConnector connector;
  private final Roster roster;
  private final PeerLinks links;

  PeerServer(TlsIdentity self, Roster roster, PeerLinks links, InetSocketAddress listen) {
    this.roster = roster;
    this.links = links;
    QueuedThreadPool threads = new QueuedThreadPool(64, 4);
    threads.setName("peer-server");
    threads.setDaemon(true);
    server = new Server(threads);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(PinnedTrust.context(self, pin -> roster.partyOf(pin).isPresent()));
    tls.setIncludeProtocols("TLSv1.3");
    tls.setNeedClientAuth(true);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Names do not matter, only keys.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    connector =
        new ServerConnector(server, new SslConnectionFactory(tls, http.getProtocol()), http);
    connector.setHost(listen.getHostString());
    connector.setPort(listen.getPort());
    connector.setIdleTimeout(IDLE_MS_MAX);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, connector));
    server.addBean(new AcceptRateLimit(CONNECTIONS_A_SECOND, 1, TimeUnit.SECONDS, connector));
    server.setHandler(
        WebSocketUpgradeHandler.from(
            server,
            container -> {
              container.setMaxBinaryMessageSize(PeerLink.FRAME_BYTES_MAX);
              container.setMaxFrameSize(PeerLink.FRAME_BYTES_MAX);
              container.setMaxTextMessageSize(1);
              container.setIdleTimeout(Duration.ofMillis(IDLE_MS_MAX));
              container.addMapping(PATH, this::upgrade);
            }));
    server.setStopTimeout(0);
  }

  void start() throws IOException {
    try {
      LifeCycle.start(server);
    } catch (RuntimeException wrapped) {
      throw new IOException(
          "cannot listen for peers on %s:%d: free it, or choose another with --peer-listen"
              .formatted(connector.getHost(), connector.getPort()),
          wrapped.getCause());
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  private @Nullable Object upgrade(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    EndPoint.SslSessionData tls =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    // Looked up again: a resumed TLS session does not ask whom we trust now.
    Optional<PartyId> peer = tls == null ? Optional.empty() : peer(tls.peerCertificates());
    if (peer.isEmpty()) {
      Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
      return null;
    }
    return new PeerLink(peer.get(), false, links);
  }

  private Optional<PartyId> peer(X509Certificate @Nullable [] chain) {
    return chain == null || chain.length == 0
        ? Optional.empty()
        : roster.partyOf(TlsIdentity.pinOf(chain[0]));
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }
}
