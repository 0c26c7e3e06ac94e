package org.wideberth.simulator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A directory for one run, which is gone with all that is in it when this is closed.
///
/// @param path exists until then
public record TemporaryDirectory(Path path) implements AutoCloseable {

  /// Makes one among the system's temporary files.
  ///
  /// @param prefix what its name starts with, so that people know whose it is
  public static TemporaryDirectory named(String prefix) throws IOException {
    return new TemporaryDirectory(Files.createTempDirectory(prefix));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
