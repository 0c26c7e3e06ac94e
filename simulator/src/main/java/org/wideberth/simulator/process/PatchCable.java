package org.wideberth.simulator.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A cable that can be pulled: forwards TCP on loopback to a node's peer port. Cut, it drops every
/// connection and takes no new one.
///
/// Thread-safe.
public final class PatchCable implements AutoCloseable {
  private final ServerSocket door;
  private final int targetPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean whole = true;

  /// Forwards from a port of its own choosing to that port, both on loopback.
  public PatchCable(int targetPort) throws IOException {
    this.targetPort = targetPort;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("cable").start(this::accept);
  }

  /// Where to dial.
  public int port() {
    return door.getLocalPort();
  }

  /// Pulls it.
  public void cut() {
    whole = false;
    open.forEach(PatchCable::drop);
    open.clear();
  }

  /// Plugs it in again.
  public void heal() {
    whole = true;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        if (whole) {
          open.add(near);
          Thread.ofVirtual().start(() -> join(near));
        } else {
          drop(near);
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket near) {
    Socket far = new Socket();
    open.add(far);
    try {
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), 2_000);
      Thread back = Thread.ofVirtual().start(() -> pump(far, near));
      pump(near, far);
      back.join();
    } catch (IOException | InterruptedException gone) {
      drop(near);
    } finally {
      drop(near);
      drop(far);
      open.remove(near);
      open.remove(far);
    }
  }

  private static void pump(Socket from, Socket to) {
    byte[] buffer = new byte[64 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException ended) {
      drop(from);
    } finally {
      drop(to);
      drop(from);
    }
  }

  private static void drop(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    cut();
    door.close();
  }
}
