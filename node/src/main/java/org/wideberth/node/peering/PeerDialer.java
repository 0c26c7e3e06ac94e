package org.wideberth.node.peering;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;
import org.wideberth.node.identity.PinnedTrust;
import org.wideberth.node.identity.TlsIdentity;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.PeerAddress;
import org.wideberth.record.Hash;

/// Dials the peers with which there is no link: each at its addresses in turn, again and again,
/// after waits that grow from 0.2 s to 2 s, of which up to half is taken off at random, so that two
/// nodes do not stay in step. No longer: both sides dial, and after a cut cable is mended people
/// wait for the link.
///
/// [#dial] is called by one thread; the answers come on others (one monitor).
final class PeerDialer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PeerDialer.class.getName());
  private static final long WAIT_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

  /// A link that lasted this long was a good one, and the waits start small again.
  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// Some round trips over a satellite, and then it is better to try afresh.
  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

  private static final Duration HANDSHAKE_MAX = Duration.ofSeconds(5);
  private static final int IDLE_MS_MAX = 30_000;

  /// An attempt of which nothing was heard for this long has no end: its client has lost it.
  private static final Duration LOST = CONNECT_MAX.plus(HANDSHAKE_MAX).plusSeconds(2);

  /// Told of one peer while its link is down: enough for every address, and the log stays short.
  private static final int TROUBLES_MAX = 20;

  /// What is known of dialling one peer. Its client believes that peer's key only.
  private static final class Attempts {
    final WebSocketClient client;
    boolean dialling;
    long dialledNanos;
    int tries;
    long nextNanos = System.nanoTime();
    long upSinceNanos;
    boolean wasUp;

    /// What went wrong since the link was last up; each is told once, not at every try.
    final Set<String> troubles = new HashSet<>();

    /// The latest; its end is told to [PeerDialer#answered].
    @Nullable CompletableFuture<Session> attempt;

    Attempts(WebSocketClient client) {
      this.client = client;
    }
  }

  private final TlsIdentity self;
  private final Roster roster;
  private final PeerLinks links;
  private final RandomGenerator random;
  private final Duration lost;
  private final QueuedThreadPool threads = new QueuedThreadPool(128, 4);
  private final Scheduler scheduler = new ScheduledExecutorScheduler("peer-dialer-timer", true);
  private final Map<PartyId, Attempts> attempts = new HashMap<>();
  private boolean closed;

  PeerDialer(TlsIdentity self, Roster roster, PeerLinks links, RandomGenerator random) {
    this(self, roster, links, random, LOST);
  }

  /// @param lost after which an attempt without an end is given up
  PeerDialer(
      TlsIdentity self, Roster roster, PeerLinks links, RandomGenerator random, Duration lost) {
    this.lost = lost;
    this.self = self;
    this.roster = roster;
    this.links = links;
    this.random = random;
    threads.setName("peer-dialer");
    threads.setDaemon(true);
    LifeCycle.start(threads);
    LifeCycle.start(scheduler);
  }

  /// Dials where it is time to. Called some times a second.
  synchronized void dial() {
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    for (Card card : roster.peers()) {
      if (!card.addresses().isEmpty()) {
        Attempts peer =
            attempts.computeIfAbsent(card.party(), party -> new Attempts(client(party)));
        if (links.isUp(card.party())) {
          noteUp(peer, now);
        } else {
          noteDown(peer, now);
          if (peer.dialling && now - peer.dialledNanos > lost.toNanos()) {
            peer = begunAnew(card.party(), peer);
          }
          if (!peer.dialling && now - peer.nextNanos >= 0) {
            dial(card, peer, now);
          }
        }
      }
    }
  }

  /// Without this a peer would stay away for as long as the node runs.
  private Attempts begunAnew(PartyId party, Attempts before) {
    LOG.warning(() -> "of dialling %s nothing was heard for %s: begun anew".formatted(party, lost));
    Attempts fresh = new Attempts(client(party));
    attempts.put(party, fresh);
    threads.execute(() -> LifeCycle.stop(before.client));
    return fresh;
  }

  private static void noteUp(Attempts peer, long now) {
    if (!peer.wasUp) {
      peer.wasUp = true;
      peer.troubles.clear();
      peer.upSinceNanos = now;
    }
    if (now - peer.upSinceNanos > GOOD_NANOS) {
      peer.tries = 0;
    }
  }

  private void noteDown(Attempts peer, long now) {
    if (peer.wasUp) {
      peer.wasUp = false;
      peer.nextNanos = now + waitNanos(peer.tries);
    }
  }

  private long waitNanos(int tries) {
    long wait = Math.min(WAIT_NANOS_MAX, WAIT_NANOS_MIN << Math.min(tries, 10));
    return wait - random.nextLong(wait / 2);
  }

  private void dial(Card card, Attempts peer, long now) {
    List<PeerAddress> addresses = card.addresses();
    PeerAddress address = addresses.get(peer.tries % addresses.size());
    peer.dialling = true;
    peer.dialledNanos = now;
    peer.nextNanos = now + waitNanos(peer.tries);
    peer.tries++;
    PeerLink link = new PeerLink(card.party(), true, links);
    ClientUpgradeRequest request = new ClientUpgradeRequest(URI.create(address + PeerServer.PATH));
    request.setTimeout(HANDSHAKE_MAX.toMillis(), TimeUnit.MILLISECONDS);
    try {
      peer.attempt =
          peer.client
              .connect(link, request)
              .whenComplete((session, failed) -> answered(card.party(), peer, address, failed));
    } catch (IOException | IllegalStateException failed) {
      answered(card.party(), peer, address, failed);
    }
  }

  private synchronized void answered(
      PartyId party, Attempts peer, PeerAddress address, @Nullable Throwable failed) {
    peer.dialling = false;
    if (failed != null && !closed) {
      Throwable cause = failed;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String words =
          "%s cannot be reached at %s: %s"
              .formatted(
                  party,
                  address,
                  Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()));
      if (peer.troubles.size() < TROUBLES_MAX && peer.troubles.add(words)) {
        LOG.info(words);
      }
    }
  }

  private WebSocketClient client(PartyId party) {
    SslContextFactory.Client tls = tls(self, pin -> roster.isPinOf(party, pin));
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(tls);
    connector.setExecutor(threads);
    connector.setScheduler(scheduler);
    connector.setSelectors(1);
    connector.setConnectTimeout(CONNECT_MAX);
    HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(connector));
    http.setExecutor(threads);
    http.setScheduler(scheduler);
    http.setUserAgentField(null);
    WebSocketClient client = new WebSocketClient(http);
    client.setMaxBinaryMessageSize(PeerLink.FRAME_BYTES_MAX);
    client.setMaxFrameSize(PeerLink.FRAME_BYTES_MAX);
    client.setMaxTextMessageSize(1);
    client.setIdleTimeout(Duration.ofMillis(IDLE_MS_MAX));
    client.setStopTimeout(0);
    LifeCycle.start(client);
    return client;
  }

  /// TLS as a dialer: towards whoever has the pinned key, whatever its name.
  static SslContextFactory.Client tls(TlsIdentity self, Predicate<Hash> pinned) {
    SslContextFactory.Client tls =
        new SslContextFactory.Client() {
          @Override
          protected void checkEndPointIdentificationAlgorithm() {
            // The key is pinned; the name in the certificate means nothing.
          }
        };
    tls.setSslContext(PinnedTrust.context(self, pinned));
    tls.setIncludeProtocols("TLSv1.3");
    tls.setEndpointIdentificationAlgorithm(null);
    return tls;
  }

  @Override
  public void close() {
    List<Attempts> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(attempts.values());
    }
    for (Attempts peer : ending) {
      if (peer.attempt != null) {
        peer.attempt.cancel(true);
      }
      LifeCycle.stop(peer.client);
    }
    LifeCycle.stop(scheduler);
    LifeCycle.stop(threads);
  }
}
