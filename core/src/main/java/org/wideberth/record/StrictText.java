package org.wideberth.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Text that somebody else wrote, taken strictly: nothing of it is replaced. Stateless.
public final class StrictText {
  /// What Java puts in place of what is not valid.
  private static final char REPLACEMENT = '\ufffd';

  private StrictText() {}

  /// The text that these bytes are in UTF-8; empty if they have overlong forms, surrogates, or end
  /// within a character.
  public static Optional<String> ofUtf8(byte[] bytes) {
    // Much quicker, and whatever is not valid becomes this character.
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : decoded(bytes);
  }

  private static Optional<String> decoded(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException invalid) {
      return Optional.empty();
    }
  }

  /// False if the text holds half a character: an unpaired surrogate.
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
