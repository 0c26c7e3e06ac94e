package org.wideberth.picture;

import org.wideberth.party.PartyId;

/// An entry as a node holds it, with what it says to one party. Reading is the most of taking an
/// entry in, and concerns that entry alone: any thread may do it beforehand. Immutable.
public final class ReadEntry {
  private final PartyId reader;
  private final HeldEntry held;
  private final EntryMeaning meaning;

  private ReadEntry(PartyId reader, HeldEntry held, EntryMeaning meaning) {
    this.reader = reader;
    this.held = held;
    this.meaning = meaning;
  }

  /// Reads an entry.
  ///
  /// @param reader whose picture it is for
  public static ReadEntry of(PartyId reader, HeldEntry held) {
    return new ReadEntry(reader, held, new EntryReading(reader).read(held));
  }

  /// @throws IllegalArgumentException if it was read for another party
  EntryMeaning meaningFor(PartyId party) {
    if (!reader.equals(party)) {
      throw new IllegalArgumentException("an entry that was read for " + reader);
    }
    return meaning;
  }

  HeldEntry held() {
    return held;
  }
}
