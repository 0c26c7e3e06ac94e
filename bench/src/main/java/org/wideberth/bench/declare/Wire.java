package org.wideberth.bench.declare;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;

/// One connection that stays open and asks one thing after the other: as little of the processor
/// for the client as can be, for it shares the machine with what is measured. Not thread-safe.
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String head;

  /// @param request method and path
  Wire(Machine machine, String request) throws IOException {
    URI address = URI.create(machine.address());
    socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    out = socket.getOutputStream();
    head =
        ("%s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\n"
                + "Content-Type: application/geo+json\r\nContent-Length: ")
            .formatted(request, address.getHost(), address.getPort(), machine.token());
  }

  /// Sends a body and waits for the answer.
  ///
  /// @throws StepFailed if it is refused
  String ask(byte[] body) throws IOException {
    byte[] before = (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[before.length + body.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(body, 0, all, before.length, body.length);
    out.write(all);
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
    }
    String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new StepFailed(status + " " + answer);
    }
    return answer;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the node closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
