package org.wideberth.people;

import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Names a person on one party's roster, and tells nothing else: chosen at random by the node.
///
/// @param text 1 to 32 of a to z and 0 to 9
public record PersonId(String text) implements Comparable<PersonId> {
  private static final Pattern TEXT = Pattern.compile("[a-z0-9]{1,32}");

  /// @throws IllegalArgumentException if [#parse] would refuse it
  public PersonId {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("not a person id");
    }
  }

  public static Outcome<PersonId> parse(String text) {
    return TEXT.matcher(text).matches()
        ? Outcome.accept(new PersonId(text))
        : Outcome.refuse(
            RefusalCode.MALFORMED, "a person is named by 1 to 32 of a to z and 0 to 9");
  }

  @Override
  public int compareTo(PersonId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
