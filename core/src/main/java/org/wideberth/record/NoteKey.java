package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A public key with its name and purpose: a verifier key ("vkey") of C2SP signed-note. Immutable.
///
/// @param name without spaces and plus signs
public record NoteKey(String name, SignatureType type, Ed25519Key key) {
  static final int NAME_CHARS_MAX = 256;
  private static final int SIGNATURE_BYTES = 64;

  public NoteKey {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a key name");
    }
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= NAME_CHARS_MAX
        && name.codePoints()
            .noneMatch(
                c -> c == '+' || c < 0x20 || Character.isSpaceChar(c) || Character.isWhitespace(c));
  }

  /// Reads `<name>+<key id in hex>+<base64 of type and key>`.
  public static Outcome<NoteKey> parse(String vkey) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3 || !isName(parts[0])) {
      return refuse("a verifier key is written <name>+<id>+<base64>");
    }
    return Base64Text.decode(parts[2], 1 + Ed25519Key.BYTES)
        .then(
            material -> {
              SignatureType type = null;
              for (SignatureType known : SignatureType.values()) {
                type = material.length > 0 && known.identifier() == material[0] ? known : type;
              }
              if (type == null) {
                return refuse("a verifier key of type 1 or 4 is expected");
              }
              SignatureType found = type;
              return Ed25519Key.of(Arrays.copyOfRange(material, 1, material.length))
                  .map(key -> new NoteKey(parts[0], found, key));
            })
        .then(
            key ->
                key.toString().equals(vkey) ? Outcome.accept(key) : refuse("the key id is wrong"));
  }

  private static <T> Outcome<T> refuse(String detail) {
    return Outcome.refuse(RefusalCode.MALFORMED, detail);
  }

  /// The first four bytes of SHA-256(name ‖ newline ‖ type ‖ key).
  public int id() {
    byte[] hash =
        Hash.sha256((name + "\n").getBytes(UTF_8), new byte[] {type.identifier()}, key.bytes())
            .bytes();
    return ByteBuffer.wrap(hash).getInt();
  }

  /// True if `signature` (what stands in the line after the key id) is this key's over `text`.
  boolean verify(String text, byte[] signature) {
    return switch (type) {
      case NOTE ->
          signature.length == SIGNATURE_BYTES && key.verify(text.getBytes(UTF_8), signature);
      case COSIGNATURE ->
          signature.length == Long.BYTES + SIGNATURE_BYTES
              && key.verify(
                  Cosignature.message(ByteBuffer.wrap(signature).getLong(), text),
                  Arrays.copyOfRange(signature, Long.BYTES, signature.length));
    };
  }

  /// As C2SP signed-note writes it: name, key id, and base64 of type and key.
  @Override
  public String toString() {
    byte[] material = new byte[1 + Ed25519Key.BYTES];
    material[0] = type.identifier();
    System.arraycopy(key.bytes(), 0, material, 1, Ed25519Key.BYTES);
    return name + "+" + HexFormat.of().toHexDigits(id()) + "+" + Base64Text.encode(material);
  }
}
