package org.wideberth.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.wideberth.conflict.Workers;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;

/// A picture that is folded from very many entries at once: the same as an empty one becomes that
/// takes them in, of which nobody hears what changed.
///
/// [#read] may be called by many threads at once; everything else by one.
public final class Folding {
  private final Picture picture;
  private final EntryReading reading;
  private final List<OperationId> touched = new ArrayList<>();
  private boolean rulesTouched;

  public Folding(TheatreId theatre, PartyId self) {
    picture = Picture.empty(theatre, self);
    reading = new EntryReading(self);
  }

  /// An entry, and what it says.
  public static final class Read {
    private final HeldEntry held;
    private final Settled place;
    private final EntryMeaning meaning;

    private Read(HeldEntry held, Settled place, EntryMeaning meaning) {
      this.held = held;
      this.place = place;
      this.meaning = meaning;
    }
  }

  /// Reads an entry, which takes most of the time and depends on no other.
  public Read read(HeldEntry held) {
    return new Read(held, Settled.of(held), reading.read(held));
  }

  /// Takes note that bodies were erased here, before any entry is taken in.
  public void erased(List<HeldEntry> without) {
    picture.erasedHere(without, touched);
  }

  /// Takes in an entry.
  public void take(Read read) {
    rulesTouched |= picture.take(read.held, read.place, () -> read.meaning, touched);
  }

  /// The picture, when all are taken in.
  public Picture end(Workers workers) {
    picture.refoldUnheard(new TreeSet<>(touched), rulesTouched, workers);
    return picture;
  }
}
