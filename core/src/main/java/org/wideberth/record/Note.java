package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A signed note, C2SP signed-note: a text and signature lines. Parsing checks the form only; the
/// text must not be used before [#verify] has said whose it is. Immutable.
public final class Note {
  private final String text;
  private final List<NoteSignature> signatures;

  private Note(String text, List<NoteSignature> signatures) {
    this.text = text;
    this.signatures = List.copyOf(signatures);
  }

  /// Signs a text that ends in a newline and has no other control characters.
  public static Note sign(String text, NoteSigner signer) {
    if (!isText(text)) {
      throw new IllegalArgumentException("not the text of a note");
    }
    return new Note(text, List.of(signer.sign(text)));
  }

  private static boolean isText(String text) {
    return text.endsWith("\n")
        && text.length() <= Limits.NOTE_BYTES_MAX
        && text.chars().allMatch(c -> c >= 0x20 || c == '\n');
  }

  /// As [#parse(String)], from UTF-8.
  public static Outcome<Note> parse(byte[] utf8) {
    if (utf8.length > Limits.NOTE_BYTES_MAX) {
      return tooLong();
    }
    try {
      return parse(JsonParsing.decode(utf8));
    } catch (RefusedInput refused) {
      return Outcome.refuse(refused.refusal());
    }
  }

  /// Reads text, empty line, and at least one signature line, each ending in a newline.
  public static Outcome<Note> parse(String note) {
    if (note.length() > Limits.NOTE_BYTES_MAX
        || note.getBytes(UTF_8).length > Limits.NOTE_BYTES_MAX) {
      return tooLong();
    }
    int gap = note.lastIndexOf("\n\n");
    if (gap < 0 || !note.endsWith("\n") || gap + 2 == note.length()) {
      return malformed("a note is a text, an empty line, and signature lines");
    }
    String text = note.substring(0, gap + 1);
    if (!isText(text)) {
      return malformed("a note has no control characters but newlines");
    }
    String[] lines = note.substring(gap + 2, note.length() - 1).split("\n", -1);
    if (lines.length > Limits.NOTE_SIGNATURES_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "%d signatures are more than %d".formatted(lines.length, Limits.NOTE_SIGNATURES_MAX));
    }
    try {
      List<NoteSignature> signatures = new ArrayList<>();
      for (String line : lines) {
        signatures.add(RefusedInput.unwrap(NoteSignature.parse(line)));
      }
      return Outcome.accept(new Note(text, signatures));
    } catch (RefusedInput refused) {
      return Outcome.refuse(refused.refusal());
    }
  }

  private static <T> Outcome<T> malformed(String detail) {
    return Outcome.refuse(RefusalCode.MALFORMED, detail);
  }

  private static <T> Outcome<T> tooLong() {
    return Outcome.refuse(
        RefusalCode.LIMIT_EXCEEDED, "a note of more than " + Limits.NOTE_BYTES_MAX + " bytes");
  }

  /// The text, if this key signed it and no signature line in its name is wrong. The note that is
  /// given back carries that key's signature and no other.
  public Outcome<Note> verify(NoteKey key) {
    List<NoteSignature> own = signatures.stream().filter(line -> line.isBy(key)).toList();
    if (own.isEmpty()) {
      return Outcome.refuse(RefusalCode.UNPROVEN, "there is no signature by " + key.name());
    }
    for (NoteSignature line : own) {
      if (!key.verify(text, line.signature())) {
        return Outcome.refuse(RefusalCode.UNPROVEN, "the signature by " + key.name() + " is wrong");
      }
    }
    return Outcome.accept(new Note(text, List.of(own.getFirst())));
  }

  /// What is signed, with its last newline.
  public String text() {
    return text;
  }

  List<NoteSignature> signatures() {
    return signatures;
  }

  /// Text, empty line, signature lines.
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()).append('\n'));
    return note.toString();
  }
}
