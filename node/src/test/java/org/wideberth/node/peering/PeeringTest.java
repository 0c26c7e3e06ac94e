package org.wideberth.node.peering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wideberth.node.identity.TlsIdentity;

/// Real sockets, real TLS, on loopback.
@Timeout(60)
final class PeeringTest {
  private static final Logger DIALER_LOG = Logger.getLogger(PeerDialer.class.getName());

  private PeerNode amber;
  private PeerNode cobalt;
  private Cable cable;

  @BeforeEach
  void start() throws IOException {
    amber = new PeerNode("amber");
    cobalt = new PeerNode("cobalt");
    cable = new Cable();
    cable.lead(cobalt.peering.port());
  }

  @AfterEach
  void stop() throws IOException {
    cable.close();
    amber.close();
    cobalt.close();
  }

  @Test
  void enrolled_peers_find_each_other_and_talk_both_ways() throws InterruptedException {
    amberDialsThroughTheCable();
    amber.awaitTold("up cobalt");
    cobalt.awaitTold("up amber");

    amber.say("over".getBytes(UTF_8));
    cobalt.awaitTold("amber says over");
    cobalt.say("out".getBytes(UTF_8));
    amber.awaitTold("cobalt says out");
  }

  @Test
  void when_both_dial_one_link_remains_and_it_is_the_same_on_both_sides()
      throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      amber.enrolled.add(cobalt.card(cobalt.peering.port()));
      cobalt.enrolled.add(amber.card(amber.peering.port()));
      talkUntilHeard(amber, cobalt, "a" + round);
      talkUntilHeard(cobalt, amber, "c" + round);
      PeerLink atAmber = linkOfBoth();

      amber.enrolled.clear();
      cobalt.enrolled.clear();
      atAmber.close("next round");
      amber.awaitTold("down cobalt");
      cobalt.awaitTold("down amber");
    }
  }

  @Test
  void a_key_that_is_on_no_card_gets_no_link() throws IOException, InterruptedException {
    TlsIdentity other = TlsIdentity.make(amber.party, new SecureRandom(), Instant.now());
    amber.enrolled.add(cobalt.card(cable.port()));
    cobalt.enrolled.add(amber.card(other));
    awaitDialled(3);

    assertThat(amber.told).doesNotContain("down cobalt");
    assertThat(cobalt.told).isEmpty();

    // The peer's card becomes known while both are running.
    cobalt.enrolled.set(0, amber.card());
    cobalt.awaitTold("up amber");
    talkUntilHeard(amber, cobalt, "now");
  }

  @Test
  void a_node_that_does_not_show_the_key_on_its_card_is_not_believed() throws InterruptedException {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler listening = listening(logged);
    DIALER_LOG.addHandler(listening);
    try {
      TlsIdentity other = TlsIdentity.make(cobalt.party, new SecureRandom(), Instant.now());
      amber.enrolled.add(cobalt.card(other, cable.port()));
      cobalt.enrolled.add(amber.card());
      awaitDialled(5);

      assertThat(amber.told).isEmpty();
      assertThat(cobalt.told).isEmpty();
      assertThat(logged)
          .as("people are told why, once")
          .filteredOn(words -> words.contains("the key is on no card"))
          .singleElement()
          .asString()
          .contains("cobalt cannot be reached at wss://127.0.0.1:" + cable.port());
    } finally {
      DIALER_LOG.removeHandler(listening);
    }
  }

  private static Handler listening(List<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        logged.add(entry.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void another_enrolled_party_at_the_address_is_not_taken_for_the_one_dialled()
      throws IOException, InterruptedException {
    try (PeerNode relief = new PeerNode("relief")) {
      cable.lead(relief.peering.port());
      amber.enrolled.add(cobalt.card(cable.port()));
      amber.enrolled.add(relief.card());
      relief.enrolled.add(amber.card());
      awaitDialled(3);

      assertThat(amber.told).isEmpty();
      assertThat(relief.told).isEmpty();
    }
  }

  @Test
  void a_cut_cable_is_noticed_and_the_link_comes_back_when_it_is_mended()
      throws IOException, InterruptedException {
    amberDialsThroughTheCable();
    amber.awaitTold("up cobalt");
    cobalt.awaitTold("up amber");
    for (int round = 0; round < 3; round++) {
      cable.cut();
      amber.awaitTold("down cobalt");
      cobalt.awaitTold("down amber");
      cable.mend();
      cobalt.awaitTold("up amber");
      talkUntilHeard(amber, cobalt, "again " + round);
    }
  }

  @Test
  void a_link_that_falls_silent_is_given_up_and_comes_back() throws InterruptedException {
    amberDialsThroughTheCable();
    amber.awaitTold("up cobalt");
    cobalt.awaitTold("up amber");
    cable.fallSilent();
    amber.awaitTold("down cobalt");
    cobalt.awaitTold("down amber");
    cable.mend();
    talkUntilHeard(amber, cobalt, "still there");
  }

  @Test
  void an_attempt_without_an_end_is_given_up_and_the_peer_is_dialled_anew()
      throws InterruptedException {
    cobalt.enrolled.add(amber.card());
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler listening = listening(logged);
    DIALER_LOG.addHandler(listening);
    PeerLinks links = new PeerLinks(amber.party, amber);
    Roster roster = new Roster(amber.party, () -> List.of(cobalt.card(cable.port())));
    // Less than the client itself waits for an answer: it is as if it had lost the attempt.
    Duration lost = Duration.ofSeconds(2);
    try (links;
        PeerDialer dialer = new PeerDialer(amber.tls, roster, links, new SecureRandom(), lost)) {
      cable.fallSilent();
      while (logged.stream().noneMatch(words -> words.contains("begun anew"))) {
        dialer.dial();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      cable.mend();
      while (!links.isUp(cobalt.party)) {
        dialer.dial();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      amber.awaitTold("up cobalt");
    } finally {
      DIALER_LOG.removeHandler(listening);
    }
  }

  @Test
  void the_largest_frame_arrives_and_one_byte_more_closes_the_link()
      throws IOException, InterruptedException, ExecutionException {
    WebSocketClient client = client(amber.tls);
    cobalt.enrolled.add(amber.card());
    Session session = dialCobalt(client, new Reading());
    cobalt.awaitTold("up amber");
    session.sendBinary(ByteBuffer.allocate(PeerLink.FRAME_BYTES_MAX), Callback.NOOP);
    cobalt.awaitTold("amber says 0 and more");
    session.sendBinary(ByteBuffer.allocate(PeerLink.FRAME_BYTES_MAX + 1), Callback.NOOP);
    cobalt.awaitTold("down amber");
    LifeCycle.stop(client);

    amberDialsThroughTheCable();
    amber.awaitTold("up cobalt");
    assertThatThrownBy(() -> amber.say(new byte[PeerLink.FRAME_BYTES_MAX + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void text_closes_the_link() throws IOException, InterruptedException, ExecutionException {
    WebSocketClient client = client(amber.tls);
    cobalt.enrolled.add(amber.card());
    Session session = dialCobalt(client, new Reading());
    cobalt.awaitTold("up amber");
    session.sendText("?", Callback.NOOP);
    cobalt.awaitTold("down amber");
    LifeCycle.stop(client);
  }

  @Test
  void a_peer_that_does_not_read_is_disconnected_and_nobody_waits_for_it()
      throws IOException, InterruptedException, ExecutionException {
    WebSocketClient client = client(amber.tls);
    cobalt.enrolled.add(amber.card());
    assertThat(dialCobalt(client, new NotReading()).isOpen()).isTrue();
    cobalt.awaitTold("up amber");
    PeerLink link = cobalt.link();
    byte[] frame = new byte[PeerLink.FRAME_BYTES_MAX];
    // Far more than the limit: systems take many MiB for a reader that may yet come.
    for (int n = 0; n < 8 * PeerLink.SENDING_BYTES_MAX / frame.length; n++) {
      link.send(frame);
    }
    cobalt.awaitTold("down amber");
    LifeCycle.stop(client);
  }

  @Test
  void what_goes_last_goes_behind_what_is_said_later_and_no_more_of_it_waits_than_the_limit()
      throws InterruptedException {
    amberDialsThroughTheCable();
    amber.awaitTold("up cobalt");
    cobalt.awaitTold("up amber");
    cable.fallSilent();
    for (int i = 0; i < 14; i++) {
      amber.say(new byte[PeerLink.FRAME_BYTES_MAX]);
    }
    for (int i = 0; i <= PeerLink.LAST_FRAMES_MAX; i++) {
      amber.link().sendLast(("piece " + i).getBytes(UTF_8));
    }
    amber.say("flash".getBytes(UTF_8));
    cable.mend();
    List<String> heard = new ArrayList<>();
    while (heard.size() <= PeerLink.LAST_FRAMES_MAX) {
      String next = Objects.requireNonNull(cobalt.told.poll(30, TimeUnit.SECONDS));
      if (!next.endsWith("and more")) {
        heard.add(next);
      }
    }
    List<String> expected = new ArrayList<>(List.of("amber says flash"));
    for (int i = 0; i < PeerLink.LAST_FRAMES_MAX; i++) {
      expected.add("amber says piece " + i);
    }
    assertThat(heard).isEqualTo(expected);
  }

  @Test
  void frames_wait_in_order_for_a_reader_that_is_busy() throws InterruptedException {
    amberDialsThroughTheCable();
    amber.awaitTold("up cobalt");
    cobalt.awaitTold("up amber");
    cobalt.reading = new CountDownLatch(1);
    for (int n = 0; n < 12; n++) {
      byte[] frame = new byte[PeerLink.FRAME_BYTES_MAX];
      frame[0] = (byte) n;
      amber.say(frame);
    }
    cobalt.reading.countDown();
    for (int n = 0; n < 12; n++) {
      assertThat(cobalt.told.take()).isEqualTo("amber says " + n + " and more");
    }
  }

  /// Waits until both have the same link: while both dial, either may be a moment behind.
  private PeerLink linkOfBoth() throws InterruptedException {
    while (!(amber.channel instanceof PeerLink atAmber)
        || !(cobalt.channel instanceof PeerLink atCobalt)
        || atAmber.dialledHere() == atCobalt.dialledHere()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return atAmber;
  }

  private void amberDialsThroughTheCable() {
    amber.enrolled.add(cobalt.card(cable.port()));
    cobalt.enrolled.add(amber.card());
  }

  private void awaitDialled(int times) {
    while (cable.dialled() < times) {
      Thread.onSpinWait();
    }
  }

  /// Says it again on each link that comes up: links may be replaced while both sides dial.
  private static void talkUntilHeard(PeerNode from, PeerNode to, String words)
      throws InterruptedException {
    String expected = from.party + " says " + words;
    for (String told = ""; !expected.equals(told); ) {
      if (from.channel != null) {
        from.say(words.getBytes(UTF_8));
      }
      told = "";
      for (String next = to.told.poll(20, TimeUnit.MILLISECONDS);
          next != null && !expected.equals(told);
          next = to.told.poll()) {
        told = next;
      }
    }
  }

  private WebSocketClient client(TlsIdentity self) {
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(PeerDialer.tls(self, cobalt.tls.pin()::equals));
    WebSocketClient client =
        new WebSocketClient(new HttpClient(new HttpClientTransportOverHTTP(connector)));
    client.setStopTimeout(0);
    LifeCycle.start(client);
    return client;
  }

  private Session dialCobalt(WebSocketClient client, Session.Listener listener)
      throws IOException, InterruptedException, ExecutionException {
    URI uri = URI.create("wss://127.0.0.1:" + cobalt.peering.port() + PeerServer.PATH);
    return client.connect(listener, uri).get();
  }

  /// Public, with public methods, because Jetty calls them by reflection.
  public static final class Reading implements Session.Listener.AutoDemanding {}

  /// Never asks for anything to read.
  public static final class NotReading implements Session.Listener {}
}
