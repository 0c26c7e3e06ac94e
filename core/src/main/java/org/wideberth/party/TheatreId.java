package org.wideberth.party;

import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The short name of a theatre: `[a-z][a-z0-9-]{0,31}`. Ordered as text.
///
/// One that ends in `-exercise` is an exercise, and no other is: as the name stands in the name of
/// every key, in every entry, card, checkpoint and frame, nothing that is signed in an exercise can
/// be taken for the real thing, by a person or by a machine.
///
/// @param text the name itself
public record TheatreId(String text) implements Comparable<TheatreId> {
  public TheatreId {
    if (!PartyId.isName(text)) {
      throw new IllegalArgumentException("not a theatre id");
    }
  }

  /// How the name of an exercise ends.
  public static final String EXERCISE = "-exercise";

  /// True if nothing in this theatre is real.
  public boolean isExercise() {
    return text.endsWith(EXERCISE);
  }

  public static Outcome<TheatreId> parse(String text) {
    return PartyId.isName(text)
        ? Outcome.accept(new TheatreId(text))
        : Outcome.refuse(
            RefusalCode.MALFORMED,
            "a theatre id is a letter a to z, then up to 31 of a to z, 0 to 9 and -");
  }

  @Override
  public int compareTo(TheatreId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
