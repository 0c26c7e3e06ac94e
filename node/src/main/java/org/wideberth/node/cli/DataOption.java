package org.wideberth.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Which node a command is about.
final class DataOption {
  static final String ENVIRONMENT = "WIDEBERTH_DATA";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The node's data directory. Default: the environment's WIDEBERTH_DATA, else the one"
              + " directory in ~/.wideberth.")
  private Optional<Path> directory = Optional.empty();

  /// The directory that was named, or for a new node `~/.wideberth/<party>`.
  Path directoryFor(String party) {
    return directory.or(DataOption::environment).orElseGet(() -> home().resolve(party));
  }

  /// The directory of a node that exists.
  ///
  /// @throws Stop if none is named and there is not exactly one
  Path existing() {
    Path found = directory.or(DataOption::environment).orElseGet(DataOption::theOnlyOne);
    if (!Files.isDirectory(found)) {
      throw new Stop(
          ExitCode.USAGE, found + " is not there; make a node with: wideberth init --help");
    }
    return found;
  }

  NodeClient connect() {
    return Connection.open(existing());
  }

  private static Optional<Path> environment() {
    return Optional.ofNullable(System.getenv(ENVIRONMENT)).filter(s -> !s.isBlank()).map(Path::of);
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"), ".wideberth");
  }

  private static Path theOnlyOne() {
    List<Path> found = List.of();
    if (Files.isDirectory(home())) {
      try (Stream<Path> children = Files.list(home())) {
        found = children.filter(Files::isDirectory).sorted().toList();
      } catch (IOException unreadable) {
        throw new Stop(ExitCode.USAGE, home() + " cannot be read: " + unreadable.getMessage());
      }
    }
    if (found.size() != 1) {
      throw new Stop(
          ExitCode.USAGE,
          found.isEmpty()
              ? "there is no node in " + home() + "; name its directory with --data DIR"
              : "there is more than one node in " + home() + "; name one with --data DIR");
    }
    return found.getFirst();
  }
}
