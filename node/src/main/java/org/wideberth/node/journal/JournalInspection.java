package org.wideberth.node.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wideberth.record.Hash;

/// Reads the journal of a node that does not run, however damaged it is, and changes nothing in it:
/// every record by itself, with what is wrong with it.
///
/// On a disk that cannot be written no node can run and SQLite cannot read its write-ahead log:
/// then a copy among the system's temporary files is read, and deleted afterwards.
///
/// Owned by one thread.
public final class JournalInspection implements AutoCloseable {
  /// Findings of SQLite's own check that are shown: more say nothing more.
  private static final int INTEGRITY_LINES_MAX = 20;

  /// What must be there to read all that was committed.
  private static final List<String> FILES =
      List.of(SqliteJournal.FILE, SqliteJournal.FILE + "-wal");

  /// Lets go of what was taken for the inspection.
  @FunctionalInterface
  private interface Release {
    void run() throws IOException;
  }

  private final Connection connection;
  private final Release release;

  private JournalInspection(Path file, Release release) throws IOException {
    this.release = release;
    try {
      this.connection = SqliteJournal.connectReadOnly(file);
    } catch (SQLException unreadable) {
      release.run();
      throw SqliteJournal.failure(file, unreadable);
    }
  }

  /// Opens the journal of a data directory; no node can be started on it meanwhile.
  ///
  /// @throws JournalInUse if a node runs on it
  /// @throws IOException if there is no journal, or nothing in it can be read
  public static JournalInspection open(Path directory) throws IOException {
    Path file = directory.resolve(SqliteJournal.FILE);
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no journal in " + directory);
    }
    if (Files.isWritable(directory)) {
      WriterLock lock = WriterLock.take(directory);
      return new JournalInspection(file, lock::release);
    }
    return ofCopy(directory);
  }

  /// Of a disk that cannot be written.
  static JournalInspection ofCopy(Path directory) throws IOException {
    Path file = directory.resolve(SqliteJournal.FILE);
    Path copy = Files.createTempDirectory("wideberth-fsck");
    try {
      for (String name : FILES) {
        if (Files.exists(directory.resolve(name))) {
          Files.copy(directory.resolve(name), copy.resolve(name));
        }
      }
    } catch (IOException noRoom) {
      delete(copy);
      throw new IOException(
          "%s is on a disk that cannot be written, and cannot be copied to %s to be read: %s"
              .formatted(file, copy, noRoom),
          noRoom);
    }
    return new JournalInspection(copy.resolve(SqliteJournal.FILE), () -> delete(copy));
  }

  private static void delete(Path copy) throws IOException {
    try (Stream<Path> files = Files.list(copy)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(copy);
  }

  /// One place of the journal.
  ///
  /// @param record what was written there, if it is whole
  /// @param problem what is wrong, if it is not
  public record Row(long position, Optional<JournalRecord> record, String problem) {
    static Row whole(long position, JournalRecord record) {
      return new Row(position, Optional.of(record), "");
    }

    static Row damaged(long position, String problem) {
      return new Row(position, Optional.empty(), problem);
    }
  }

  /// What takes rows, in order.
  @FunctionalInterface
  public interface RowConsumer {
    void accept(Row row) throws IOException;
  }

  /// What SQLite finds in its own file; empty if it is whole.
  public List<String> integrity() {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("pragma integrity_check(" + INTEGRITY_LINES_MAX + ")")) {
      while (rows.next()) {
        if (!rows.getString(1).equals("ok")) {
          found.add(rows.getString(1));
        }
      }
    } catch (SQLException broken) {
      found.add(String.valueOf(broken.getMessage()));
    }
    return found;
  }

  /// Every place from 0 to the last one that is there.
  ///
  /// @throws IOException if not even the number of places can be read
  public void read(RowConsumer to) throws IOException {
    long end;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select coalesce(max(position) + 1, 0) from records")) {
      end = row.getLong(1);
    } catch (SQLException broken) {
      throw new JournalDamaged("the table of records cannot be read: " + broken.getMessage());
    }
    try (PreparedStatement one =
        connection.prepareStatement("select kind, bytes, crc from records where position = ?")) {
      for (long position = 0; position < end; position++) {
        to.accept(row(one, position));
      }
    } catch (SQLException broken) {
      throw new JournalDamaged("the table of records cannot be read: " + broken.getMessage());
    }
  }

  private static Row row(PreparedStatement one, long position) {
    try {
      one.setLong(1, position);
      try (ResultSet row = one.executeQuery()) {
        if (!row.next()) {
          return Row.damaged(position, "it is not there");
        }
        int kind = row.getInt(1);
        byte[] bytes = row.getBytes(2);
        return bytes != null && row.getInt(3) == SqliteJournal.crc(position, kind, bytes)
            ? Row.whole(position, new JournalRecord((byte) kind, bytes))
            : Row.damaged(position, "it is not what was written: its checksum differs");
      }
    } catch (SQLException | IllegalArgumentException unreadable) {
      return Row.damaged(position, "it cannot be read: " + unreadable.getMessage());
    }
  }

  /// A body, if it is there and is what its hash says.
  public Optional<KeptBody> body(Hash hash) {
    try (PreparedStatement one =
        connection.prepareStatement("select salt, bytes from bodies where hash = ?")) {
      one.setBytes(1, hash.bytes());
      try (ResultSet row = one.executeQuery()) {
        return row.next()
            ? Optional.of(new KeptBody(hash, row.getBytes(1), row.getBytes(2)))
            : Optional.empty();
      }
    } catch (SQLException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException bad) {
      throw new IOException(bad.getMessage(), bad);
    } finally {
      release.run();
    }
  }
}
