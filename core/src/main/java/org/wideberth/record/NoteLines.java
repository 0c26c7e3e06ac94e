package org.wideberth.record;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The text of one of our notes while it is being read, line by line, each `<word> <value>`, in a
/// fixed order. Used inside [#read] only. Owned by the thread that reads.
public final class NoteLines {
  private final List<String> lines;
  private int next;

  private NoteLines(String text) {
    this.lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  /// Reads a note's text through `shape`, which takes every line; what it leaves is refused.
  public static <T> Outcome<T> read(String text, Function<NoteLines, T> shape) {
    if (!text.endsWith("\n")) {
      return Outcome.refuse(RefusalCode.MALFORMED, "the text must end in a newline");
    }
    try {
      NoteLines lines = new NoteLines(text);
      T result = shape.apply(lines);
      if (lines.next < lines.lines.size()) {
        throw Json.refusal(
            RefusalCode.MALFORMED, "line %d is not expected".formatted(lines.next + 1));
      }
      return Outcome.accept(result);
    } catch (RefusedInput refused) {
      return Outcome.refuse(refused.refusal());
    }
  }

  /// The next line, whole.
  public String line(String what) {
    if (next == lines.size()) {
      throw Json.refusal(RefusalCode.MALFORMED, "the line with " + what + " is missing");
    }
    return lines.get(next++);
  }

  /// The next line, which must be exactly this.
  public void exactly(String expected) {
    if (!line("\"" + expected + "\"").equals(expected)) {
      throw Json.refusal(RefusalCode.MALFORMED, "line %d must be \"%s\"".formatted(next, expected));
    }
  }

  /// The value of the next line, which must begin with this word.
  public String value(String word) {
    return optional(word)
        .orElseThrow(
            () ->
                Json.refusal(
                    RefusalCode.MALFORMED,
                    "line %d must begin with \"%s \"".formatted(next + 1, word)));
  }

  /// As [#value], parsed.
  public <T> T value(String word, Function<String, Outcome<T>> parse) {
    String value = value(word);
    return check(word, parse.apply(value));
  }

  /// The value of the next line if it begins with this word.
  public Optional<String> optional(String word) {
    if (next == lines.size() || !lines.get(next).startsWith(word + " ")) {
      return Optional.empty();
    }
    return Optional.of(lines.get(next++).substring(word.length() + 1));
  }

  /// Counts every further line as read: for a reader that only looks at some.
  void skipRest() {
    next = lines.size();
  }

  /// The value of an outcome; a refusal gets the word of the line.
  public <T> T check(String word, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T>(var accepted) -> accepted;
      case Outcome.Refused<T>(var refusal) ->
          throw Json.refusal(refusal.code(), word + ": " + refusal.detail());
    };
  }

  /// A decimal number in `min`..`max` without leading zeros.
  public static Outcome<Long> number(String text, long min, long max) {
    boolean decimal =
        !text.isEmpty()
            && text.length() <= 16
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.length() == 1 || text.charAt(0) != '0');
    if (!decimal) {
      return Outcome.refuse(RefusalCode.MALFORMED, "a decimal number is expected");
    }
    long number = Long.parseLong(text);
    return number < min || number > max
        ? Outcome.refuse(
            RefusalCode.OUT_OF_RANGE, "%d is not within %d to %d".formatted(number, min, max))
        : Outcome.accept(number);
  }
}
