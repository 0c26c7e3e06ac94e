package org.wideberth.node.api;

import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// How the API writes hashes, so that they fit into addresses: base64url without padding.
final class HashText {
  private static final Pattern URL_TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{8,64}");

  private HashText() {}

  static String of(Hash hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.bytes());
  }

  /// Reads what [#of] wrote.
  static Outcome<Hash> parse(String text) {
    if (URL_TEXT.matcher(text).matches()) {
      Hash hash = Hash.of(Base64.getUrlDecoder().decode(text));
      // 43 digits hold two bits more than a hash: there is one way to write it.
      if (of(hash).equals(text)) {
        return Outcome.accept(hash);
      }
    }
    return Outcome.refuse(RefusalCode.MALFORMED, "a hash is 43 letters of base64url");
  }

  /// The one of `known` that `text` means: all of it in base64url, or 8 leading hex digits or more.
  static Outcome<Hash> among(Collection<Hash> known, String text) {
    boolean hex = HEX.matcher(text).matches();
    if (!hex && !URL_TEXT.matcher(text).matches()) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "a hash is 43 letters of base64url, or at least 8 hex digits");
    }
    List<Hash> meant =
        known.stream()
            .filter(hash -> hex ? startsWith(hash, text) : of(hash).equals(text))
            .toList();
    return switch (meant.size()) {
      case 0 -> Outcome.refuse(RefusalCode.NOT_FOUND, "nothing here has the hash " + text);
      case 1 -> Outcome.accept(meant.getFirst());
      default ->
          Outcome.refuse(
              RefusalCode.MALFORMED,
              "more than one hash begins with " + text + "; give more of it");
    };
  }

  private static boolean startsWith(Hash hash, String hex) {
    return HexFormat.of().formatHex(hash.bytes()).startsWith(hex.toLowerCase(Locale.ROOT));
  }
}
