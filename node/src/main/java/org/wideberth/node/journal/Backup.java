package org.wideberth.node.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.wideberth.record.Hash;

/// Copies a data directory, its journal and all other files in it (keys, cards, people), while a
/// node is at work on it, from the same or from another process.
///
/// The copy of the journal is one moment of it, and does not hold up who writes. The copy has keys
/// in it, so it is for its owner only; it appears under its name when it is complete and synced,
/// and not before.
///
/// A node that is started on a copy while the original has gone on would sign a second history; see
/// SECURITY.md, "Restored backups".
public final class Backup {
  /// What was copied.
  ///
  /// @param records in the copied journal: its `durableEnd`
  public record Made(long records, long bodies, List<String> otherFiles) {
    public Made {
      otherFiles = List.copyOf(otherFiles);
    }
  }

  /// The directory in the data directory where attachments are, each named by the SHA-256 of its
  /// file in hexadecimal.
  private static final String ATTACHMENTS = "attachments";

  private Backup() {}

  /// Copies a data directory to a new one.
  ///
  /// @param to must not exist; its parent must
  /// @throws IOException in words; then there is nothing at `to`
  public static Made make(Path data, Path to) throws IOException {
    Path journal = data.resolve(SqliteJournal.FILE);
    if (!Files.isRegularFile(journal)) {
      throw new IOException("there is no journal in " + data);
    }
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to.toString(), null, "a backup goes to a new directory");
    }
    Path partial = to.resolveSibling(to.getFileName() + ".partial");
    deleteFlat(partial);
    OwnerOnly.createDirectories(partial);
    try {
      // Other files first: what the journal refers to was there before.
      List<String> others = copyOthers(data, partial);
      Path copy = partial.resolve(SqliteJournal.FILE);
      copyJournal(journal, copy);
      Made made = count(copy, others);
      OwnerOnly.sync(partial);
      Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE);
      OwnerOnly.sync(to.toAbsolutePath().resolve("..").normalize());
      return made;
    } catch (SQLException bad) {
      deleteFlat(partial);
      throw SqliteJournal.failure(journal, bad);
    } catch (IOException bad) {
      deleteFlat(partial);
      throw bad;
    }
  }

  /// Copies everything but the journal: keys, cards, people.
  ///
  /// @return the names of the files
  public static List<String> copyOthers(Path data, Path to) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean journals = name.startsWith("journal.");
        boolean unfinished = name.endsWith(".next");
        if (Files.isRegularFile(file) && !journals && !unfinished) {
          OwnerOnly.writeNew(to.resolve(name), Files.readAllBytes(file));
          names.add(name);
        }
      }
    }
    int attachments = copyAttachments(data.resolve(ATTACHMENTS), to.resolve(ATTACHMENTS));
    if (attachments > 0) {
      names.add("%,d attachments".formatted(attachments));
    }
    return names;
  }

  /// Those that are whole, and what tells which were erased. What has begun is fetched anew.
  private static int copyAttachments(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return 0;
    }
    OwnerOnly.createDirectories(to);
    int whole = 0;
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        byte[] bytes =
            name.endsWith(".part") || !Files.isRegularFile(file)
                ? new byte[0]
                : Files.readAllBytes(file);
        boolean isWhole =
            HexFormat.of().formatHex(Hash.sha256(bytes).bytes()).equals(name) && bytes.length > 0;
        if (isWhole || name.endsWith(".erased")) {
          OwnerOnly.writeNew(to.resolve(name), bytes);
          whole += isWhole ? 1 : 0;
        }
      }
    }
    return whole;
  }

  private static void copyJournal(Path from, Path to) throws SQLException, IOException {
    // SQLite takes an empty file as a target, and leaves its mode alone.
    OwnerOnly.createFileIfMissing(to);
    try (Connection connection = SqliteJournal.connect(from);
        PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
      copy.setString(1, to.toAbsolutePath().toString());
      copy.execute();
    }
    OwnerOnly.sync(to);
  }

  private static Made count(Path copy, List<String> others) throws SQLException, IOException {
    try (Connection connection = SqliteJournal.connectReadOnly(copy);
        Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("pragma quick_check")) {
        if (!row.getString(1).equals("ok")) {
          throw new JournalDamaged("the copy of the journal is damaged: " + row.getString(1));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "select (select count(*) from records),"
                  + " (select coalesce(max(position) + 1, 0) from records),"
                  + " (select count(*) from bodies)")) {
        if (row.getLong(1) != row.getLong(2)) {
          throw new JournalDamaged("the journal has gaps between its records");
        }
        return new Made(row.getLong(1), row.getLong(3), others);
      }
    }
  }

  private static void deleteFlat(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            deleteFlat(file);
          } else {
            Files.delete(file);
          }
        }
      }
      Files.delete(directory);
    }
  }
}
