package org.wideberth.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// One signature line of a note.
///
/// @param name the key's name
/// @param base64 key id and signature
record NoteSignature(String name, String base64) {
  private static final String DASH = "—";
  private static final int BYTES_MAX = 8 * 1024;

  static Outcome<NoteSignature> parse(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals(DASH) || !NoteKey.isName(parts[1])) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "a signature line is written — <key name> <base64>");
    }
    return Base64Text.decode(parts[2], BYTES_MAX)
        .then(
            bytes ->
                bytes.length > Integer.BYTES
                    ? Outcome.accept(new NoteSignature(parts[1], parts[2]))
                    : Outcome.refuse(RefusalCode.MALFORMED, "a signature line without signature"));
  }

  private byte[] bytes() {
    return Base64Text.decode(base64, BYTES_MAX).orThrow();
  }

  boolean isBy(NoteKey key) {
    return name.equals(key.name()) && ByteBuffer.wrap(bytes()).getInt() == key.id();
  }

  byte[] signature() {
    byte[] bytes = bytes();
    return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
  }

  /// The line without its newline.
  String line() {
    return DASH + " " + name + " " + base64;
  }
}
