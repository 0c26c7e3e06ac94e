package org.wideberth.node.peering;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.node.identity.TlsIdentity;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.PeerAddress;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// A party with the peering of a real node, on loopback, that remembers what it was told.
final class PeerNode implements PeerEvents, AutoCloseable {
  /// A deadline for things that must happen; never an assertion about speed.
  private static final long PATIENCE_S = 30;

  final PartyId party;
  final TlsIdentity tls;
  final List<Card> enrolled = new CopyOnWriteArrayList<>();
  final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  volatile @Nullable PeerChannel channel;
  volatile CountDownLatch reading = new CountDownLatch(0);
  final Peering peering;
  private final PartyKeys keys;

  PeerNode(String name) throws IOException {
    party = new PartyId(name);
    tls = TlsIdentity.make(party, new SecureRandom(), Instant.now());
    keys = keys(party);
    peering =
        new Peering(
            party,
            tls,
            () -> enrolled,
            this,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    peering.start();
  }

  private static PartyKeys keys(PartyId party) {
    Random random = new Random(party.hashCode());
    byte[][] seeds = new byte[3][32];
    Arrays.stream(seeds).forEach(random::nextBytes);
    return PartyKeys.ofSeeds(
        new Origin(new TheatreId("valley"), party, 1), seeds[0], seeds[1], seeds[2]);
  }

  /// Its card, with addresses on loopback.
  Card card(int... ports) {
    return card(tls, ports);
  }

  Card card(TlsIdentity shown, int... ports) {
    List<PeerAddress> addresses = new ArrayList<>();
    for (int port : ports) {
      addresses.add(new PeerAddress("127.0.0.1", port));
    }
    return Card.sign(
        keys.identity(new DisplayName(party.text()), shown.pin(), Hash.sha256()),
        addresses,
        keys.log());
  }

  @Override
  public void up(PartyId peer, PeerChannel opened) {
    channel = opened;
    told.add("up " + peer);
  }

  @Override
  public void frame(PartyId peer, PeerChannel from, byte[] frame) throws InterruptedException {
    reading.await();
    String text = frame.length > 100 ? frame[0] + " and more" : new String(frame, UTF_8);
    told.add(peer + " says " + text);
  }

  @Override
  public void down(PartyId peer, PeerChannel closed) {
    channel = null;
    told.add("down " + peer);
  }

  void say(byte[] frame) {
    PeerChannel to = channel;
    if (to == null) {
      throw new IllegalStateException("there is no link");
    }
    to.send(frame);
  }

  PeerLink link() {
    if (channel instanceof PeerLink link) {
      return link;
    }
    throw new IllegalStateException(party + " has no link");
  }

  /// Waits until it is told this; what it is told before is dropped.
  void awaitTold(String words) throws InterruptedException {
    List<String> before = new ArrayList<>();
    while (true) {
      String next = told.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError(party + " was not told \"" + words + "\" but " + before);
      }
      if (next.equals(words)) {
        return;
      }
      before.add(next);
    }
  }

  @Override
  public void close() {
    reading.countDown();
    peering.close();
  }
}
