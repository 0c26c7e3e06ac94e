package org.wideberth.channel;

import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A party's post that messages are addressed to, and never a person: whoever is on watch there
/// reads and answers. `[a-z][a-z0-9-]{0,31}`.
///
/// @param name unique within the party
public record Desk(String name) {
  /// The one that every party has.
  public static final Desk DUTY = new Desk("duty");

  /// Where a party's commander is called.
  public static final Desk COMMANDER = new Desk("commander");

  public Desk {
    if (!PartyId.isName(name)) {
      throw new IllegalArgumentException("not the name of a desk");
    }
  }

  public static Outcome<Desk> parse(String text) {
    return PartyId.isName(text)
        ? Outcome.accept(new Desk(text))
        : Outcome.refuse(
            RefusalCode.MALFORMED,
            "a desk is a letter a to z, then up to 31 of a to z, 0 to 9 and -");
  }

  @Override
  public String toString() {
    return name;
  }
}
