package org.wideberth.node.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.CRC32C;
import org.sqlite.JDBC;
import org.sqlite.SQLiteException;
import org.wideberth.record.Hash;

/// The journal in one SQLite file, `journal.db`, that any SQLite tool opens.
///
/// **Durable**: write-ahead log, `synchronous=FULL`: each commit syncs before it returns. A torn or
/// short write-ahead log is cut at its last whole commit by SQLite when it opens. Group commit is
/// the caller's: one `append` is one commit, however many records it has.
///
/// **One writer**: two things, for two dangers. A lock of the operating system on `journal.lock`
/// turns away a second *live process*, in words, before it touches anything, and is gone when its
/// holder is. And a counter in the database is raised by each opening and compared inside the
/// transaction of each append: whoever was there before (the same process, or one on another
/// machine that shares the disk and whose lock was lost) cannot add a record after a newer opening
/// has begun to read, whatever the locks did.
///
/// **Whole**: positions have no gaps, and each record carries a CRC-32C of its position, kind and
/// bytes; both are checked on reading, as SQLite itself does not notice a flipped bit.
///
/// **Erased** bodies are really gone: what is deleted is overwritten with zeros (`secure_delete`),
/// and the write-ahead log, where the bytes were first, is taken into the database and emptied.
///
/// Fail-stop: after any error in `append` it takes no more, for after a failed sync nobody knows
/// what the disk has.
///
/// Thread-safe: the writing and the reading connection have a lock each, so that a long read does
/// not hold up an append; nor does taking the write-ahead log in, see [Checkpoints].
public final class SqliteJournal implements Journal {
  /// The name of the database in a data directory.
  public static final String FILE = "journal.db";

  private static final int VERSION = 1;
  // "Wide" in ASCII: tells tools such as file(1) whose database this is.
  private static final int APPLICATION_ID = 0x57696465;

  private static final int PAGE_BYTES = 4_096;
  private static final int PAGES_EACH_COMMIT = 3;

  private static final List<String> SCHEMA =
      List.of(
          "create table fence(one integer primary key check (one = 1), writer integer not null)",
          "insert into fence values (1, 0)",
          "create table records(position integer primary key, kind integer not null,"
              + " bytes blob not null, crc integer not null)",
          "create table bodies(hash blob primary key, salt blob not null, bytes blob not null)",
          "pragma application_id = " + APPLICATION_ID,
          "pragma user_version = " + VERSION);

  private final Path file;
  private final WriterLock lock;
  private final Writer writer;
  private final Reader reader;
  private final Checkpoints checkpoints;
  private volatile long durableEnd;

  private SqliteJournal(Path file, WriterLock lock, long checkpointPages)
      throws SQLException, IOException {
    this.file = file;
    this.lock = lock;
    this.writer = new Writer(connect(file));
    this.durableEnd = writer.end;
    this.reader = new Reader(connect(file));
    this.checkpoints = new Checkpoints(connect(file), checkpointPages);
  }

  /// Opens the journal of a data directory, and makes it if there is none.
  ///
  /// @throws JournalInUse if another live process has it open
  /// @throws JournalDamaged if the file is not a journal, or not one of this version
  public static SqliteJournal open(Path directory) throws IOException {
    return open(directory, Checkpoints.PAGES);
  }

  /// @param checkpointPages see [Checkpoints]
  static SqliteJournal open(Path directory, long checkpointPages) throws IOException {
    WriterLock lock = WriterLock.take(directory);
    Path file = directory.resolve(FILE);
    try {
      // SQLite gives its -wal and -shm files the mode of the database.
      OwnerOnly.createFileIfMissing(file);
      return new SqliteJournal(file, lock, checkpointPages);
    } catch (SQLException refused) {
      lock.release();
      throw failure(file, refused);
    } catch (IOException refused) {
      lock.release();
      throw refused;
    }
  }

  static Connection connect(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("journal_mode", "WAL");
    settings.setProperty("synchronous", "FULL");
    settings.setProperty("busy_timeout", "10000");
    settings.setProperty("journal_size_limit", Integer.toString(64 << 20));
    return JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath(), settings);
  }

  static Connection connectReadOnly(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("open_mode", "1");
    return JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath(), settings);
  }

  /// What went wrong, and what helps.
  static IOException failure(Path file, SQLException cause) {
    String cure =
        cause instanceof SQLiteException known
            ? switch (known.getResultCode()) {
              case SQLITE_FULL -> "the disk is full: free some room on it";
              case SQLITE_READONLY, SQLITE_READONLY_DBMOVED, SQLITE_CANTOPEN ->
                  "it cannot be written: look at the disk's mount and the file's mode";
              case SQLITE_CORRUPT, SQLITE_NOTADB ->
                  "the file is damaged: stop the node and run wideberth fsck";
              case SQLITE_BUSY, SQLITE_LOCKED -> "another program has it locked: end that";
              default ->
                  known.getResultCode().name().startsWith("SQLITE_IOERR")
                      ? "the disk reports an error: look at the system's log"
                      : "";
            }
            : "";
    String words = cure.isEmpty() ? cause.getMessage() : cure + " (" + cause.getMessage() + ")";
    return new IOException("%s: %s".formatted(file, words), cause);
  }

  @Override
  public long freeBytes() {
    try {
      return Files.getFileStore(file).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public long append(List<JournalRecord> records, List<KeptBody> bodies, List<Hash> erased)
      throws IOException {
    if (records.isEmpty() && bodies.isEmpty() && erased.isEmpty()) {
      return durableEnd;
    }
    synchronized (writer) {
      durableEnd = writer.append(records, bodies, erased);
      checkpoints.written(pages(records, bodies));
      if (writer.emptyingDue) {
        // A reader of this process, or a checkpoint, would hold the emptying up.
        synchronized (reader) {
          checkpoints.pause(writer::emptyWriteAheadLog);
        }
      } else {
        checkpoints.takeRest(writer.connection);
      }
      return durableEnd;
    }
  }

  /// About how many pages of the database a commit writes: bodies are all over their table.
  private static long pages(List<JournalRecord> records, List<KeptBody> bodies) {
    long bytes = 0;
    for (JournalRecord each : records) {
      bytes += each.bytes().length;
    }
    for (KeptBody each : bodies) {
      bytes += each.bytes().length;
    }
    return PAGES_EACH_COMMIT + bodies.size() + bytes / PAGE_BYTES;
  }

  @Override
  public void read(long from, RecordConsumer to) throws IOException {
    if (from < 0 || from > durableEnd) {
      throw new IllegalArgumentException("position " + from + " of " + durableEnd);
    }
    synchronized (reader) {
      reader.read(from, durableEnd, to);
    }
  }

  @Override
  public long durableEnd() {
    return durableEnd;
  }

  @Override
  public Optional<KeptBody> body(Hash hash) throws IOException {
    synchronized (reader) {
      return reader.body(hash);
    }
  }

  /// Closing twice does nothing more.
  @Override
  public void close() throws IOException {
    try {
      checkpoints.close();
      synchronized (reader) {
        reader.connection.close();
      }
      synchronized (writer) {
        if (writer.closed) {
          return;
        }
        writer.closed = true;
        try {
          writer.connection.close();
        } finally {
          lock.release();
        }
      }
    } catch (SQLException bad) {
      throw failure(file, bad);
    }
  }

  static int crc(long position, int kind, byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(9).putLong(position).put((byte) kind).flip());
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /// The one connection that writes. Guarded by its own monitor.
  private final class Writer {
    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement fence;
    private final PreparedStatement addRecord;
    private final PreparedStatement addBody;
    private final PreparedStatement eraseBody;
    private final long self;
    private long end;
    private boolean failed;
    private boolean closed;

    /// Erased bytes may still be in the write-ahead log.
    private boolean emptyingDue;

    Writer(Connection connection) throws SQLException, IOException {
      this.connection = connection;
      execute("pragma secure_delete = on");
      // Only if the checkpoints beside it fall far behind.
      execute("pragma wal_autocheckpoint = 64000");
      execute("begin immediate");
      try {
        prepareSchema();
        execute("update fence set writer = writer + 1");
        begin = connection.prepareStatement("begin immediate");
        commit = connection.prepareStatement("commit");
        fence = connection.prepareStatement("select writer from fence");
        addRecord = connection.prepareStatement("insert into records values (?, ?, ?, ?)");
        addBody = connection.prepareStatement("insert or ignore into bodies values (?, ?, ?)");
        eraseBody = connection.prepareStatement("delete from bodies where hash = ?");
        self = number("select writer from fence");
        end = number("select coalesce(max(position) + 1, 0) from records");
        execute("commit");
      } catch (SQLException | IOException refused) {
        connection.close();
        throw refused;
      }
    }

    private void prepareSchema() throws SQLException, IOException {
      if (number("select count(*) from sqlite_schema") == 0) {
        for (String statement : SCHEMA) {
          execute(statement);
        }
      }
      if (number("pragma application_id") != APPLICATION_ID) {
        throw new JournalDamaged(file + " is a database, but not a journal of Wideberth");
      }
      long version = number("pragma user_version");
      if (version != VERSION) {
        throw new JournalDamaged(
            "%s has version %d; this program knows version %d".formatted(file, version, VERSION));
      }
    }

    long append(List<JournalRecord> records, List<KeptBody> bodies, List<Hash> erased)
        throws IOException {
      if (closed || failed) {
        throw new IOException(
            file + (closed ? " is closed" : " failed before; it must be opened again"));
      }
      // Until the commit has returned.
      failed = true;
      try {
        begin.execute();
        requireStillWriter();
        for (KeptBody body : bodies) {
          addBody.setBytes(1, body.hash().bytes());
          addBody.setBytes(2, body.salt());
          addBody.setBytes(3, body.bytes());
          addBody.executeUpdate();
        }
        for (Hash hash : erased) {
          eraseBody.setBytes(1, hash.bytes());
          eraseBody.executeUpdate();
        }
        long position = end;
        for (JournalRecord record : records) {
          addRecord.setLong(1, position);
          addRecord.setInt(2, record.kind());
          addRecord.setBytes(3, record.bytes());
          addRecord.setInt(4, crc(position, record.kind(), record.bytes()));
          addRecord.executeUpdate();
          position++;
        }
        commit.execute();
        end = position;
        emptyingDue |= !erased.isEmpty();
        failed = false;
        return end;
      } catch (SQLException bad) {
        rollBack(bad);
        throw failure(file, bad);
      }
    }

    /// What was erased is durable already: if another program reads the file now, the next append
    /// tries again.
    void emptyWriteAheadLog() {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("pragma wal_checkpoint(TRUNCATE)")) {
        emptyingDue = row.getInt(1) != 0;
      } catch (SQLException later) {
        emptyingDue = true;
      }
    }

    private void requireStillWriter() throws SQLException, IOException {
      long latest;
      try (ResultSet row = fence.executeQuery()) {
        latest = row.getLong(1);
      }
      if (latest != self) {
        execute("rollback");
        failed = false;
        throw new Fenced(
            "%s was opened again (%d since); this opening may not write any more"
                .formatted(file, latest - self));
      }
    }

    private void rollBack(SQLException cause) {
      try {
        execute("rollback");
      } catch (SQLException none) {
        // SQLite has rolled back by itself, or cannot: the next opening will.
        cause.addSuppressed(none);
      }
    }

    private long number(String query) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        return row.getLong(1);
      }
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /// The one connection that reads. Guarded by its own monitor.
  private final class Reader {
    private final Connection connection;
    private final PreparedStatement records;
    private final PreparedStatement body;

    Reader(Connection connection) throws SQLException {
      this.connection = connection;
      records =
          connection.prepareStatement(
              "select position, kind, bytes, crc from records"
                  + " where position >= ? and position < ? order by position");
      body = connection.prepareStatement("select salt, bytes from bodies where hash = ?");
    }

    void read(long from, long end, RecordConsumer to) throws IOException {
      try {
        records.setLong(1, from);
        records.setLong(2, end);
        try (ResultSet rows = records.executeQuery()) {
          for (long expected = from; expected < end; expected++) {
            if (!rows.next() || rows.getLong(1) != expected) {
              throw new JournalDamaged(
                  "%s has no record %d; run wideberth fsck".formatted(file, expected));
            }
            byte[] bytes = rows.getBytes(3);
            int kind = rows.getInt(2);
            if (rows.getInt(4) != crc(expected, kind, bytes)) {
              throw new JournalDamaged(
                  "%s: record %d is not what was written; run wideberth fsck"
                      .formatted(file, expected));
            }
            to.accept(expected, new JournalRecord((byte) kind, bytes));
          }
        }
      } catch (SQLException bad) {
        throw failure(file, bad);
      }
    }

    Optional<KeptBody> body(Hash hash) throws IOException {
      try {
        body.setBytes(1, hash.bytes());
        try (ResultSet row = body.executeQuery()) {
          return row.next()
              ? Optional.of(new KeptBody(hash, row.getBytes(1), row.getBytes(2)))
              : Optional.empty();
        }
      } catch (IllegalArgumentException wrong) {
        throw new JournalDamaged(
            "%s: the body %s is not what was kept; run wideberth fsck".formatted(file, hash));
      } catch (SQLException bad) {
        throw failure(file, bad);
      }
    }
  }
}
