package org.wideberth.node.peering;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP relay on loopback that can be cut: at once, as when a plug is pulled out of the machine,
/// or in silence, as when a cable is cut far away.
final class Cable implements AutoCloseable {
  private final ServerSocket entry;
  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger dialled = new AtomicInteger();
  private int to;
  private boolean refusing;
  private volatile CountDownLatch whole = new CountDownLatch(0);

  Cable() throws IOException {
    entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entry.getLocalPort();
  }

  synchronized void lead(int port) {
    to = port;
  }

  /// How often somebody has dialled.
  int dialled() {
    return dialled.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = entry.accept();
        dialled.incrementAndGet();
        join(near);
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private synchronized void join(Socket near) throws IOException {
    if (refusing || to == 0) {
      near.close();
      return;
    }
    Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
    sockets.add(near);
    sockets.add(far);
    Thread.ofVirtual().start(() -> carry(near, far));
    Thread.ofVirtual().start(() -> carry(far, near));
  }

  private void carry(Socket from, Socket into) {
    byte[] bytes = new byte[16 * 1024];
    try (InputStream in = from.getInputStream();
        OutputStream out = into.getOutputStream()) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        whole.await();
        out.write(bytes, 0, n);
      }
    } catch (IOException | InterruptedException cut) {
      // Both ends are closed.
    }
  }

  synchronized void cut() throws IOException {
    refusing = true;
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /// Nothing goes through any more, and nobody is told.
  void fallSilent() {
    whole = new CountDownLatch(1);
  }

  synchronized void mend() {
    refusing = false;
    whole.countDown();
  }

  @Override
  public void close() throws IOException {
    mend();
    cut();
    entry.close();
  }
}
