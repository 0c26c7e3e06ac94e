package org.wideberth.bench.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLContext;
import org.wideberth.node.identity.PinnedTrust;
import org.wideberth.node.identity.TlsIdentity;

/// What no WebSocket library does: connections that stay half open, and frames that announce what
/// never comes. Owned by one thread.
final class RawSockets implements AutoCloseable {
  /// Held open at once; each more closes the oldest. Fewer than the node takes connections, or the
  /// other attacks would find no way in.
  private static final int HELD = 200;

  private static final int TIMEOUT_MS = 2_000;
  private static final int ANSWER_BYTES_MAX = 4_096;

  private final SSLContext tls;
  private final int port;
  private final Deque<Socket> held = new ArrayDeque<>();

  RawSockets(TlsIdentity self, int port) {
    this.tls = PinnedTrust.context(self, _ -> true);
    this.port = port;
  }

  /// A connection on which nothing is ever said.
  void halfOpen() throws IOException {
    hold(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// A link that announces a message of that length and sends a few bytes of it.
  void announce(long length) throws IOException {
    Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    hold(socket);
    socket.setSoTimeout(TIMEOUT_MS);
    OutputStream out = socket.getOutputStream();
    out.write(
        """
        GET /wideberth/peer/v1 HTTP/1.1
        Host: a
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

        """
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    int matched = 0;
    for (int i = 0; i < ANSWER_BYTES_MAX && matched < 4; i++) {
      matched = in.read() == "\r\n\r\n".charAt(matched) ? matched + 1 : 0;
    }
    out.write(new byte[] {(byte) 0x82, (byte) 0xff});
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (length >>> shift));
    }
    out.write(new byte[] {0, 0, 0, 0, 'x', 'x'});
    out.flush();
  }

  private void hold(Socket socket) throws IOException {
    held.add(socket);
    if (held.size() > HELD) {
      held.remove().close();
    }
  }

  @Override
  public void close() throws IOException {
    release();
  }

  /// Closes all that are held.
  void release() throws IOException {
    while (!held.isEmpty()) {
      held.remove().close();
    }
  }
}
