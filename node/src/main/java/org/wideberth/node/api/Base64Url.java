package org.wideberth.node.api;

import java.util.Base64;
import org.wideberth.record.JsonField;
import org.wideberth.refusal.RefusalCode;

/// Bytes as browsers exchange them with authenticators: base64url without padding (RFC 4648 §5).
final class Base64Url {
  private Base64Url() {}

  static String of(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] read(JsonField field, int bytesMax) {
    String text = field.asText(bytesMax * 2);
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length <= bytesMax) {
        return bytes;
      }
    } catch (IllegalArgumentException bad) {
      throw field.refuse(RefusalCode.MALFORMED, "base64url without padding is expected");
    }
    throw field.refuse(RefusalCode.LIMIT_EXCEEDED, "more than %d bytes".formatted(bytesMax));
  }
}
