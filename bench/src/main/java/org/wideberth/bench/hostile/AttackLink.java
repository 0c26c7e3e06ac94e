package org.wideberth.bench.hostile;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.wideberth.node.identity.PinnedTrust;
import org.wideberth.node.identity.TlsIdentity;

/// The attacker's WebSocket, dialled anew whenever it is gone, and as fast as the other end takes
/// what is sent. Sending is for one thread. Public only because Jetty calls its listener by
/// reflection.
public final class AttackLink implements AutoCloseable {
  private static final Pattern CHECKPOINT =
      Pattern.compile("\"type\":\"entries\".*\"checkpoint\":\"([^\"]*)\"");

  /// Frames on their way.
  private static final int WINDOW = 32;

  private static final Duration DIAL_MAX = Duration.ofSeconds(5);

  /// Long enough for a node that takes slowly what comes fast.
  private static final Duration SEND_MAX = Duration.ofSeconds(30);

  private final WebSocketClient client;
  private final URI address;
  private final String hello;
  private Optional<Session> session = Optional.empty();
  private Semaphore window = new Semaphore(WINDOW);
  private volatile boolean reading = true;
  private volatile Optional<String> checkpoint = Optional.empty();
  private long sentBytes;
  private long links;

  AttackLink(TlsIdentity self, int port, String hello) {
    SslContextFactory.Client tls =
        new SslContextFactory.Client() {
          @Override
          protected void checkEndPointIdentificationAlgorithm() {
            // Whoever answers is attacked.
          }
        };
    tls.setSslContext(PinnedTrust.context(self, _ -> true));
    tls.setEndpointIdentificationAlgorithm(null);
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(tls);
    this.client = new WebSocketClient(new HttpClient(new HttpClientTransportOverHTTP(connector)));
    client.setMaxBinaryMessageSize(1024 * 1024);
    client.setMaxFrameSize(1024 * 1024);
    client.setStopTimeout(0);
    LifeCycle.start(client);
    this.address = URI.create("wss://127.0.0.1:" + port + "/wideberth/peer/v1");
    this.hello = hello;
  }

  /// Hears of the link.
  public final class Listener implements Session.Listener {
    private Optional<Session> opened = Optional.empty();

    private Listener() {}

    @Override
    public void onWebSocketOpen(Session open) {
      opened = Optional.of(open);
      open.demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
      // The victim may do what it likes; the next link is dialled.
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
      if (checkpoint.isEmpty()) {
        Matcher found = CHECKPOINT.matcher(StandardCharsets.UTF_8.decode(payload.slice()));
        if (found.find()) {
          checkpoint = Optional.of(found.group(1).replace("\\n", "\n"));
        }
      }
      callback.succeed();
      if (reading) {
        opened.ifPresent(Session::demand);
      }
    }
  }

  /// From the next link on.
  void reads(boolean answers) {
    if (reading != answers) {
      reading = answers;
      drop();
    }
  }

  /// A checkpoint that the victim has signed, if one has come.
  Optional<String> checkpoint() {
    return checkpoint;
  }

  long sentBytes() {
    return sentBytes;
  }

  long links() {
    return links;
  }

  void send(String frame) throws InterruptedException {
    Optional<Session> to = open();
    if (to.isEmpty()) {
      return;
    }
    send(to.get(), frame);
  }

  private void send(Session to, String frame) throws InterruptedException {
    Semaphore mine = window;
    if (!mine.tryAcquire(SEND_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      drop();
      return;
    }
    byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
    sentBytes += bytes.length;
    to.sendBinary(ByteBuffer.wrap(bytes), Callback.from(mine::release, _ -> mine.release()));
  }

  /// One message in as many fragments as it has bytes.
  void sendInFragments(String frame) throws InterruptedException {
    Optional<Session> to = open();
    byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
    Semaphore mine = window;
    for (int i = 0; i < bytes.length && to.isPresent() && to.get().isOpen(); i++) {
      if (!mine.tryAcquire(SEND_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        drop();
        return;
      }
      to.get()
          .sendPartialBinary(
              ByteBuffer.wrap(bytes, i, 1),
              i == bytes.length - 1,
              Callback.from(mine::release, _ -> mine.release()));
      sentBytes++;
    }
  }

  private Optional<Session> open() throws InterruptedException {
    if (session.filter(Session::isOpen).isEmpty()) {
      window = new Semaphore(WINDOW);
      links++;
      try {
        Session opened =
            client.connect(new Listener(), address).get(DIAL_MAX.toMillis(), TimeUnit.MILLISECONDS);
        session = Optional.of(opened);
        send(opened, hello);
      } catch (IOException | ExecutionException | TimeoutException refused) {
        session = Optional.empty();
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    return session;
  }

  void drop() {
    session.ifPresent(Session::disconnect);
    session = Optional.empty();
  }

  @Override
  public void close() {
    drop();
    LifeCycle.stop(client);
  }
}
