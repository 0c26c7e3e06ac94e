package org.wideberth.party;

import org.jspecify.annotations.Nullable;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The short name of a party within its theatre: `[a-z][a-z0-9-]{0,31}`. Ordered as text.
///
/// @param text the name itself
public record PartyId(String text) implements Comparable<PartyId> {
  private static final int CHARS_MAX = 32;

  /// Some that were read lately: a name stands in every entry of its party, and one for all of
  /// these takes a part of the memory. Whoever reads beside somebody else may miss it.
  private static final @Nullable PartyId[] LATELY = new PartyId[1 << 7];

  public PartyId {
    if (!isName(text)) {
      throw new IllegalArgumentException("not a party id");
    }
  }

  /// True if it is written as names of parties, theatres, desks and types of bodies are. Looked at
  /// by hand: every entry has several, and a start reads every entry.
  public static boolean isName(String text) {
    if (text.isEmpty() || text.length() > CHARS_MAX || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  public static Outcome<PartyId> parse(String text) {
    int at = text.hashCode() & (LATELY.length - 1);
    PartyId lately = LATELY[at];
    if (lately != null && lately.text.equals(text)) {
      return Outcome.accept(lately);
    }
    if (!isName(text)) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "a party id is a letter a to z, then up to 31 of a to z, 0 to 9 and -");
    }
    PartyId read = new PartyId(text);
    LATELY[at] = read;
    return Outcome.accept(read);
  }

  @Override
  public int compareTo(PartyId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
