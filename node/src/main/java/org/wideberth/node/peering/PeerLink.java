package org.wideberth.node.peering;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Logger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.party.PartyId;

/// One WebSocket to a peer whose key was proven. Reading stops while too much is waiting to be
/// processed; sending never waits: a peer that does not take what it is sent is disconnected, and
/// catches up when it comes back.
///
/// Thread-safe (one monitor; nothing is called with it held but Jetty's sending, which does not
/// block). Public only because Jetty calls it by reflection.
public final class PeerLink implements PeerChannel, Session.Listener {
  private static final Logger LOG = Logger.getLogger(PeerLink.class.getName());

  /// The largest binary message either way; one past it closes the link.
  static final int FRAME_BYTES_MAX = 1024 * 1024;

  /// Received and not yet processed: enough that the network never waits for the engine, and fifty
  /// peers that send without end take no more than 200 MiB.
  static final int RECEIVED_BYTES_MAX = 4 * FRAME_BYTES_MAX;

  /// What a waiting frame takes beside its bytes, generously: empty ones are bounded too.
  static final int FRAME_OVERHEAD_BYTES = 256;

  /// Sent and not yet taken by the network: more than the engine leaves unanswered, so that only a
  /// peer that has stopped reading meets it.
  static final int SENDING_BYTES_MAX = 16 * FRAME_BYTES_MAX;

  /// Frames are bounded too, for very small ones.
  static final int SENDING_FRAMES_MAX = 65_536;

  /// Frames that go behind everything else and wait for their turn.
  static final int LAST_FRAMES_MAX = 8;

  private static final int CLOSE_REASON_CHARS_MAX = 100;

  private final PartyId peer;
  private final boolean dialledHere;
  private final PeerLinks links;
  private @Nullable Session session;
  private boolean closed;
  private boolean paused;
  private int receivedBytes;
  private long sendingBytes;
  private int sendingFrames;
  private final Deque<byte[]> last = new ArrayDeque<>();
  private volatile long heardNanos = System.nanoTime();

  PeerLink(PartyId peer, boolean dialledHere, PeerLinks links) {
    this.peer = peer;
    this.dialledHere = dialledHere;
    this.links = links;
  }

  PartyId peer() {
    return peer;
  }

  /// Who dialled: this node, or the peer.
  boolean dialledHere() {
    return dialledHere;
  }

  long silentNanos() {
    return System.nanoTime() - heardNanos;
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    synchronized (this) {
      session = opened;
      heardNanos = System.nanoTime();
    }
    links.opened(this);
    opened.demand();
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    heardNanos = System.nanoTime();
    byte[] frame = new byte[payload.remaining()];
    payload.get(frame);
    callback.succeed();
    Session readFrom;
    synchronized (this) {
      receivedBytes += frame.length + FRAME_OVERHEAD_BYTES;
      paused = receivedBytes > RECEIVED_BYTES_MAX;
      readFrom = paused ? null : session;
    }
    links.received(this, frame);
    if (readFrom != null) {
      readFrom.demand();
    }
  }

  /// A received frame has been processed.
  void processed(byte[] frame) {
    Session readFrom = null;
    synchronized (this) {
      receivedBytes -= frame.length + FRAME_OVERHEAD_BYTES;
      if (paused && receivedBytes <= RECEIVED_BYTES_MAX / 2) {
        paused = false;
        readFrom = session;
        // While nothing was read, nothing could be heard.
        heardNanos = System.nanoTime();
      }
    }
    if (readFrom != null) {
      readFrom.demand();
    }
  }

  @Override
  public void onWebSocketText(String message) {
    close("text is not expected");
  }

  @Override
  public void onWebSocketPing(ByteBuffer payload) {
    Session to = heard();
    if (to != null) {
      to.sendPong(payload, Callback.NOOP);
      to.demand();
    }
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    Session from = heard();
    if (from != null) {
      from.demand();
    }
  }

  private synchronized @Nullable Session heard() {
    heardNanos = System.nanoTime();
    return session;
  }

  void ping() {
    Session to;
    synchronized (this) {
      to = closed ? null : session;
    }
    if (to != null) {
      to.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.fine(() -> "link with %s: %s".formatted(peer, cause));
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    callback.succeed();
    synchronized (this) {
      closed = true;
    }
    links.closed(this, "%d %s".formatted(code, reason == null ? "" : reason));
  }

  @Override
  public void send(byte[] frame) {
    if (frame.length > FRAME_BYTES_MAX) {
      throw new IllegalArgumentException("a frame of " + frame.length + " bytes");
    }
    Session to;
    boolean tooSlow;
    synchronized (this) {
      to = session;
      if (closed || to == null) {
        return;
      }
      tooSlow =
          sendingBytes + frame.length > SENDING_BYTES_MAX || sendingFrames >= SENDING_FRAMES_MAX;
      if (!tooSlow) {
        hand(to, frame);
      }
    }
    if (tooSlow) {
      drop("it does not take what it is sent");
    }
  }

  /// Inside the monitor, so that frames go out in the order of the calls.
  private void hand(Session to, byte[] frame) {
    sendingBytes += frame.length;
    sendingFrames++;
    to.sendBinary(
        ByteBuffer.wrap(frame),
        Callback.from(() -> sent(frame), failed -> drop("sending failed: " + failed)));
  }

  @Override
  public synchronized void sendLast(byte[] frame) {
    if (!closed && last.size() < LAST_FRAMES_MAX) {
      last.add(frame);
      handLast();
    }
  }

  private synchronized void sent(byte[] frame) {
    sendingBytes -= frame.length;
    sendingFrames--;
    handLast();
  }

  /// One at a time: whatever comes meanwhile goes before the next one.
  private void handLast() {
    Session to = session;
    if (sendingFrames == 0 && !closed && to != null && !last.isEmpty()) {
      hand(to, last.remove());
    }
  }

  @Override
  public void close(String reason) {
    Session ending = end();
    if (ending != null) {
      LOG.info(() -> "closing the link with %s: %s".formatted(peer, reason));
      String shown = reason.substring(0, Math.min(reason.length(), CLOSE_REASON_CHARS_MAX));
      String ascii =
          new String(shown.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
      ending.close(
          StatusCode.POLICY_VIOLATION,
          ascii,
          Callback.from(() -> {}, failed -> ending.disconnect()));
      links.closed(this, reason);
    }
  }

  /// Without a last word, for a peer that does not listen.
  void drop(String reason) {
    Session ending = end();
    if (ending != null) {
      LOG.info(() -> "dropping the link with %s: %s".formatted(peer, reason));
      ending.disconnect();
      links.closed(this, reason);
    }
  }

  private synchronized @Nullable Session end() {
    Session ending = closed ? null : session;
    closed = true;
    return ending;
  }

  @Override
  public String toString() {
    return "PeerLink[%s, dialled %s]".formatted(peer, dialledHere ? "here" : "there");
  }
}
