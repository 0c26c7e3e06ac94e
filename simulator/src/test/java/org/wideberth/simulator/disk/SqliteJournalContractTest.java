package org.wideberth.simulator.disk;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.journal.JournalOpener;
import org.wideberth.node.journal.SqliteJournal;

/// SQLite keeps the contract; what is its alone is tested beside it, in module node.
final class SqliteJournalContractTest extends JournalContract {
  @TempDir Path directory;

  @Override
  JournalOpener opener() {
    return () -> SqliteJournal.open(directory);
  }
}
