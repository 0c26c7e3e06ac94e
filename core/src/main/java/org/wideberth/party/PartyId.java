package org.wideberth.party;

import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The short name of a party within its theatre: `[a-z][a-z0-9-]{0,31}`. Ordered as text.
///
/// @param text the name itself
public record PartyId(String text) implements Comparable<PartyId> {
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public PartyId {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not a party id");
    }
  }

  public static Outcome<PartyId> parse(String text) {
    return NAME.matcher(text).matches()
        ? Outcome.accept(new PartyId(text))
        : Outcome.refuse(
            RefusalCode.MALFORMED,
            "a party id is a letter a to z, then up to 31 of a to z, 0 to 9 and -");
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
