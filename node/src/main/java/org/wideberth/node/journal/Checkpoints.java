package org.wideberth.node.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Takes SQLite's write-ahead log into the database on a thread and connection of its own, so that
/// no append waits for that. The log begins anew only when all of it is in the database: of what is
/// written meanwhile, which is little, the writer takes in the rest.
///
/// What fails here is tried again, and says nothing of what is durable.
final class Checkpoints implements AutoCloseable {
  /// Pages of 4 KiB after which a node's log is taken in.
  static final long PAGES = 8_000;

  /// So few the writer may be left with. If it wrote more while a checkpoint ran, there is another,
  /// for fewer, though not without end.
  private static final long REST_PAGES_MAX = 1_000;

  private static final int MORE_MAX = 4;

  private static final Logger LOG = Logger.getLogger(Checkpoints.class.getName());

  /// Held while a checkpoint runs.
  private final Connection connection;

  private final long eachPages;
  private final Thread thread;

  // Guarded by this.
  private long pages;
  private boolean ended;

  private volatile boolean restDue;

  /// @param connection to the database, of which nobody else makes use
  /// @param eachPages after how many pages the log is taken in; it begins anew after twice as many
  Checkpoints(Connection connection, long eachPages) {
    this.connection = connection;
    this.eachPages = eachPages;
    this.thread = Thread.ofPlatform().daemon().name("checkpoints").start(this::run);
  }

  /// What a checkpoint found and did.
  ///
  /// @param log pages that the log has
  /// @param done of them in the database; all, if nobody reads what was there before
  private record Result(long log, long done) {
    long rest() {
      return log - done;
    }

    static Result of(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("pragma wal_checkpoint(PASSIVE)")) {
        return new Result(row.getLong(2), row.getLong(3));
      }
    }
  }

  /// Tells that about so many pages were written.
  synchronized void written(long more) {
    pages += more;
    if (pages >= eachPages) {
      notifyAll();
    }
  }

  private void run() {
    while (awaitPages()) {
      synchronized (connection) {
        try {
          if (!connection.isClosed()) {
            Result result = Result.of(connection);
            for (int more = 0; more < MORE_MAX && result.rest() > REST_PAGES_MAX; more++) {
              result = Result.of(connection);
            }
            restDue = result.log() >= 2 * eachPages;
          }
        } catch (SQLException later) {
          LOG.log(Level.WARNING, "the write-ahead log stays longer", later);
        }
      }
    }
  }

  private synchronized boolean awaitPages() {
    try {
      while (!ended && pages < eachPages) {
        wait();
      }
      pages = 0;
      return !ended;
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// For the writer, between two transactions: takes in what is left if that is little.
  void takeRest(Connection writer) {
    if (restDue) {
      restDue = false;
      try {
        Result.of(writer);
      } catch (SQLException later) {
        LOG.log(Level.WARNING, "the write-ahead log stays longer", later);
      }
    }
  }

  /// Does something while no checkpoint runs here.
  void pause(Runnable meanwhile) {
    synchronized (connection) {
      meanwhile.run();
    }
  }

  @Override
  public void close() throws SQLException {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    synchronized (connection) {
      connection.close();
    }
    // It does nothing any more.
    thread.interrupt();
  }
}
