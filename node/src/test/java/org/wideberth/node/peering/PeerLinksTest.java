package org.wideberth.node.peering;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.party.PartyId;

/// Which of two links stays, and in what order it is told; without sockets.
final class PeerLinksTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final PeerEvents listener =
      new PeerEvents() {
        @Override
        public void up(PartyId peer, PeerChannel channel) {
          told.add("up " + channel);
        }

        @Override
        public void frame(PartyId peer, PeerChannel channel, byte[] frame) {
          told.add(frame.length + " bytes");
        }

        @Override
        public void down(PartyId peer, PeerChannel channel) {
          told.add("down " + channel);
        }
      };

  @Test
  void the_link_dialled_by_the_smaller_party_stays_whichever_came_first()
      throws InterruptedException {
    for (PartyId self : List.of(AMBER, COBALT)) {
      PartyId peer = self.equals(AMBER) ? COBALT : AMBER;
      boolean smallerIsSelf = self.equals(AMBER);
      try (PeerLinks links = new PeerLinks(self, listener)) {
        PeerLink bySmaller = new PeerLink(peer, smallerIsSelf, links);
        PeerLink byLarger = new PeerLink(peer, !smallerIsSelf, links);
        links.opened(byLarger);
        links.opened(bySmaller);
        assertThat(told(3))
            .containsExactly("up " + byLarger, "down " + byLarger, "up " + bySmaller);
      }
      try (PeerLinks links = new PeerLinks(self, listener)) {
        PeerLink bySmaller = new PeerLink(peer, smallerIsSelf, links);
        links.opened(bySmaller);
        links.opened(new PeerLink(peer, !smallerIsSelf, links));
        links.received(bySmaller, new byte[3]);
        assertThat(told(2)).containsExactly("up " + bySmaller, "3 bytes");
      }
    }
  }

  @Test
  void of_two_links_from_the_same_dialler_the_newer_stays() throws InterruptedException {
    try (PeerLinks links = new PeerLinks(AMBER, listener)) {
      PeerLink older = new PeerLink(COBALT, false, links);
      PeerLink newer = new PeerLink(COBALT, false, links);
      links.opened(older);
      links.opened(newer);
      links.received(older, new byte[1]);
      links.received(newer, new byte[2]);
      links.closed(older, "late");

      assertThat(told(4)).containsExactly("up " + older, "down " + older, "up " + newer, "2 bytes");
      assertThat(links.isUp(COBALT)).isTrue();
      links.closed(newer, "gone");
      assertThat(told(1)).containsExactly("down " + newer);
      assertThat(links.isUp(COBALT)).isFalse();
    }
  }

  @Test
  void after_closing_no_link_comes_up() {
    PeerLinks links = new PeerLinks(AMBER, listener);
    links.close();
    links.opened(new PeerLink(COBALT, true, links));

    assertThat(links.isUp(COBALT)).isFalse();
  }

  @Test
  void a_peer_that_sends_empty_frames_without_end_is_not_read_any_more() {
    PeerLinks links = new PeerLinks(AMBER, listener);
    links.close();
    PeerLink link = new PeerLink(COBALT, true, links);
    AtomicInteger demands = new AtomicInteger();
    Session session =
        (Session)
            Proxy.newProxyInstance(
                Session.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> onDemand(method.getName(), demands));
    int frames = PeerLink.RECEIVED_BYTES_MAX / PeerLink.FRAME_OVERHEAD_BYTES;
    link.onWebSocketOpen(session);
    for (int i = 0; i < frames + 10; i++) {
      link.onWebSocketBinary(ByteBuffer.allocate(0), Callback.NOOP);
    }

    // One at the opening, and one after each frame that still had room.
    assertThat(demands.get()).isLessThanOrEqualTo(frames + 1);
  }

  private static @Nullable Object onDemand(String method, AtomicInteger demands) {
    if (method.equals("demand")) {
      demands.incrementAndGet();
    }
    return null;
  }

  private List<String> told(int count) throws InterruptedException {
    List<String> next = new ArrayList<>();
    while (next.size() < count) {
      next.add(told.take());
    }
    return next;
  }
}
