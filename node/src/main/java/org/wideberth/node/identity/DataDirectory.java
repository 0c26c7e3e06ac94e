package org.wideberth.node.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.party.PartyId;

/// Where a node keeps everything: a directory that only its owner can look into. Its existence as a
/// value means that this was checked.
///
/// @param path exists, with mode 0700 or less
public record DataDirectory(Path path) {

  /// `~/.wideberth/<party>`.
  public static Path usual(PartyId party) {
    return Path.of(System.getProperty("user.home"), ".wideberth", party.text());
  }

  /// Makes it, with mode 0700, if there is none.
  ///
  /// @throws IOException in words, if it is there and others can look into it
  public static DataDirectory make(Path path) throws IOException {
    OwnerOnly.createDirectories(path);
    return open(path);
  }

  /// One that is there.
  ///
  /// @throws IOException in words, if there is none or others can look into it
  public static DataDirectory open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException("there is no data directory " + path + "; run: wideberth init");
    }
    OwnerOnly.requirePrivate(path);
    return new DataDirectory(path);
  }

  Path file(String name) {
    return path.resolve(name);
  }
}
