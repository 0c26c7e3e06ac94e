package org.wideberth.people;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Where a party's people use their passkeys: the host that the keys are bound to, and the origin
/// of the pages. Immutable.
///
/// @param rpId the host, in lower case
/// @param origin `https://<host>`, with the port if it is not the usual one; plain `http` on
///     `localhost` only
public record Site(String rpId, String origin) {
  /// A host of 253 characters, the scheme and a port.
  public static final int ORIGIN_CHARS_MAX = 270;

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
  private static final Pattern PORT = Pattern.compile("(:[1-9][0-9]{0,4})?");

  /// @throws IllegalArgumentException if [#of] would refuse it
  public Site {
    problem(rpId, origin)
        .ifPresent(
            words -> {
              throw new IllegalArgumentException(words);
            });
  }

  public static Outcome<Site> of(String rpId, String origin) {
    return problem(rpId, origin)
        .map(words -> Outcome.<Site>refuse(RefusalCode.MALFORMED, words))
        .orElseGet(() -> Outcome.accept(new Site(rpId, origin)));
  }

  /// True if passkeys can be bound to that host: a name, not an address.
  public static boolean isHost(String host) {
    return host.equals(host.toLowerCase(Locale.ROOT))
        && HOST.matcher(host).matches()
        && !NUMBERS.matcher(host).matches();
  }

  private static Optional<String> problem(String rpId, String origin) {
    if (!isHost(rpId)) {
      return Optional.of("passkeys are bound to the name of a host, in lower case");
    }
    String plain = "http://" + rpId;
    boolean local = rpId.equals("localhost") && origin.startsWith(plain);
    String front = local ? plain : "https://" + rpId;
    return origin.startsWith(front) && PORT.matcher(origin.substring(front.length())).matches()
        ? Optional.empty()
        : Optional.of("the origin is https://%s, with a port if need be".formatted(rpId));
  }
}
