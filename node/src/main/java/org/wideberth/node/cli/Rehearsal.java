package org.wideberth.node.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.wideberth.node.journal.Backup;

/// A copy of a data directory on which a procedure is tried, gone when it is closed. Owned by one
/// thread.
final class Rehearsal implements AutoCloseable {
  private final Path scratch;

  private Rehearsal(Path scratch) {
    this.scratch = scratch;
  }

  /// A copy of that directory, whose node may be running.
  static Rehearsal of(Path data) throws IOException {
    Rehearsal copy = empty();
    try {
      Backup.make(data, copy.data());
      return copy;
    } catch (IOException unusable) {
      copy.close();
      throw unusable;
    }
  }

  /// A place where a data directory can be made.
  static Rehearsal empty() throws IOException {
    return new Rehearsal(Files.createTempDirectory("wideberth-rehearsal"));
  }

  Path data() {
    return scratch.resolve("data");
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(scratch)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException stays) {
                  throw new UncheckedIOException(stays);
                }
              });
    }
  }
}
