package org.wideberth.node.peering;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.wideberth.node.identity.TlsIdentity;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;

/// A node's links with all enrolled peers: listens, dials, keeps one link with each, and notices
/// when one is dead.
///
/// TLS 1.3 both ways with pinned keys, no certificate authority; binary WebSocket messages of at
/// most 1 MiB; a ping every 2 s, dead after 6 s of silence. Which of two links stays is told at
/// [PeerLinks], how often is dialled at [PeerDialer].
///
/// Thread-safe.
public final class Peering implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Peering.class.getName());
  private static final long DIAL_EVERY_MS = 100;

  /// Jetty tells of every start and stop; people want its troubles only. Held, or it is forgotten.
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  static {
    JETTY.setLevel(Level.WARNING);
  }

  private final PeerLinks links;
  private final PeerServer server;
  private final PeerDialer dialer;
  private final List<ScheduledFuture<?>> tasks = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("peering-timer").factory());

  /// Made, but silent until [#start].
  ///
  /// @param enrolled all cards known now, asked anew for each handshake and round of dialling; must
  ///     not block; the own card in it does not matter
  /// @param listen where peers dial; port 0 for any free one
  public Peering(
      PartyId self,
      TlsIdentity tls,
      Supplier<? extends Collection<Card>> enrolled,
      PeerEvents events,
      InetSocketAddress listen) {
    Roster roster = new Roster(self, enrolled);
    this.links = new PeerLinks(self, events);
    this.server = new PeerServer(tls, roster, links, listen);
    this.dialer = new PeerDialer(tls, roster, links, new SecureRandom());
  }

  /// Listens and dials from now on.
  ///
  /// @throws IOException if the address cannot be had
  public void start() throws IOException {
    server.start();
    every(DIAL_EVERY_MS, dialer::dial);
    every(TimeUnit.NANOSECONDS.toMillis(PeerLinks.PING_NANOS), links::ping);
  }

  /// Where it listens.
  public int port() {
    return server.port();
  }

  private void every(long millis, Runnable task) {
    tasks.add(
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException ours) {
                // A timer that ended here would leave the node alone for good.
                LOG.log(Level.SEVERE, "peering", ours);
              }
            },
            0,
            millis,
            TimeUnit.MILLISECONDS));
  }

  /// Closes all links, and tells so, before it returns or soon after.
  @Override
  public void close() {
    tasks.forEach(task -> task.cancel(false));
    timer.shutdown();
    links.close();
    dialer.close();
    server.close();
  }
}
