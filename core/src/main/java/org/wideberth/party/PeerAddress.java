package org.wideberth.party;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Where a node listens for peers: `wss://host:port`.
///
/// @param host a name, an IPv4 address, or an IPv6 address in brackets
/// @param port 1 to 65535
public record PeerAddress(String host, int port) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}]");
  private static final Pattern TEXT = Pattern.compile("wss://(.{1,255}):([1-9]\\d{0,4})");
  private static final int PORT_MAX = 65_535;

  public PeerAddress {
    if (!HOST.matcher(host).matches() || port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("not a peer's address");
    }
  }

  public static Outcome<PeerAddress> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
            && HOST.matcher(parts.group(1)).matches()
            && Integer.parseInt(parts.group(2)) <= PORT_MAX
        ? Outcome.accept(new PeerAddress(parts.group(1), Integer.parseInt(parts.group(2))))
        : Outcome.refuse(RefusalCode.MALFORMED, "an address is written wss://host:port");
  }

  @Override
  public String toString() {
    return "wss://" + host + ":" + port;
  }
}
