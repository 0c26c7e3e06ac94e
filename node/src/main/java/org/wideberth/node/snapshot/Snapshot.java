package org.wideberth.node.snapshot;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// What bodies of operations were read as, in blocks of [#BLOCK] entries of a log each. It says
/// nothing that the journal does not, and may lack anything: then that is read from the journal.
///
/// [#block] may be asked by many threads at once; everything else is for one.
public interface Snapshot {
  /// Entries in a block; blocks begin at multiples of it.
  int BLOCK = 128;

  /// What a body was read as.
  ///
  /// @param body its hash
  record Reading(Hash body, Carried said) {}

  /// What is known of the entries from `first` on, by their places in the log. Nothing that was
  /// damaged, or that another node or version wrote.
  Map<Long, Reading> block(Origin log, long first);

  /// The first entry of the next block of that log to be kept: one that [#block] found damaged, or
  /// the one behind all others.
  long next(Origin log);

  /// Keeps what the entries of the [#next] block say, those of them that say something. If it
  /// cannot be written, nothing more will be.
  ///
  /// @param readings for each entry of the block
  void keep(Origin log, List<Optional<Reading>> readings);

  /// All of it goes for good: something that was read was erased. It returns when nothing of it is
  /// on the disk.
  void forget() throws IOException;

  /// One that knows nothing and keeps nothing.
  static Snapshot none() {
    return None.INSTANCE;
  }

  /// See [#none].
  enum None implements Snapshot {
    INSTANCE;

    @Override
    public Map<Long, Reading> block(Origin log, long first) {
      return Map.of();
    }

    @Override
    public long next(Origin log) {
      return Long.MAX_VALUE;
    }

    @Override
    public void keep(Origin log, List<Optional<Reading>> readings) {}

    @Override
    public void forget() {}
  }
}
