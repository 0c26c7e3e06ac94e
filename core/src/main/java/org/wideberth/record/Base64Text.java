package org.wideberth.record;

import java.util.Base64;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Standard base64 with padding (RFC 4648 §4), read strictly: text that the same bytes would not
/// be written as is refused, so that no signature or hash has two spellings.
final class Base64Text {
  private Base64Text() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The same, in ASCII.
  static byte[] ascii(byte[] bytes) {
    return Base64.getEncoder().encode(bytes);
  }

  static Outcome<byte[]> decode(String text, int bytesMax) {
    if (text.length() > (bytesMax + 2L) / 3 * 4) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED, "base64 of more than " + bytesMax + " bytes");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException bad) {
      return notBase64();
    }
    if (bytes.length > bytesMax) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED, "base64 of more than " + bytesMax + " bytes");
    }
    return encode(bytes).equals(text) ? Outcome.accept(bytes) : notBase64();
  }

  private static Outcome<byte[]> notBase64() {
    return Outcome.refuse(RefusalCode.MALFORMED, "standard base64 with padding is expected");
  }
}
