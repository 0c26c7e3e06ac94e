package org.wideberth.node.journal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wideberth.record.Hash;

/// The one thing a node needs from storage: an append-only sequence of records, and bodies by hash.
///
/// Positions count from 0 without gaps. What is decided is written here, never what was asked for,
/// so that replaying yields the same logs byte for byte. There are no queries, no conditions and no
/// transactions across it: all deciding happens above, on one thread.
///
/// One writer at a time: opening a journal *fences* every earlier opening of it, whichever process
/// or machine that was in; see [Fenced].
///
/// Thread-safe: one thread appends while others read. A reader sees nothing that is not durable.
public interface Journal extends AutoCloseable {

  /// Adds records at the end, and keeps bodies; durable (synced to the disk) when it returns; all
  /// of it or nothing. A body that is kept already is left as it is.
  ///
  /// After an exception nobody knows whether the batch is there, and the journal takes no more:
  /// only opening it again tells.
  ///
  /// @return the new [#durableEnd]
  /// @throws Fenced if the journal has been opened again since; nothing was written
  default long append(List<JournalRecord> records, List<KeptBody> bodies) throws IOException {
    return append(records, bodies, List.of());
  }

  /// As above, and erases bodies: afterwards their bytes and salts are in none of the journal's
  /// files. That is done with the same append or not at all; the files may take until the next
  /// append or opening to let go of the last copies, if somebody else is reading them. Of a body
  /// that is kept and erased at once nothing stays.
  ///
  /// @param erased hashes of bodies; one that is not kept is passed over
  long append(List<JournalRecord> records, List<KeptBody> bodies, List<Hash> erased)
      throws IOException;

  /// Hands over every record from a position on up to what was durable at the call, in order.
  ///
  /// @throws JournalDamaged if a record is missing or is not what was written
  void read(long from, RecordConsumer to) throws IOException;

  /// The position that the next record will get.
  long durableEnd();

  /// Room on the disk that the journal is on, in bytes; as much as there can be if nobody knows.
  default long freeBytes() {
    return Long.MAX_VALUE;
  }

  /// The body with that hash, if it is kept.
  ///
  /// @throws JournalDamaged if what is kept is not what its hash says
  Optional<KeptBody> body(Hash hash) throws IOException;

  @Override
  void close() throws IOException;

  /// What reads a journal.
  @FunctionalInterface
  interface RecordConsumer {
    void accept(long position, JournalRecord record) throws IOException;
  }
}
