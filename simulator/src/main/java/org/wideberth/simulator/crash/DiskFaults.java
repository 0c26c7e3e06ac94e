package org.wideberth.simulator.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.stream.Stream;
import org.wideberth.simulator.process.Machine;

/// What is done to the disk of a node that was killed, before it is started again. Owned by one
/// thread.
final class DiskFaults {
  /// What a file may still grow by when the disk is nearly full: a few entries.
  private static final long ROOM_KIB = 48;

  private static final long FULL_MS = 3_000;

  /// What can be done.
  enum Kind {
    /// Bytes of a write that never ended, behind the last whole commit.
    TORN_TAIL,
    /// Files cannot grow: the node says why it stops, and loses nothing.
    FULL,
    /// A bit of a record flips, in a copy: fsck must name the record, and salvage the rest.
    BIT_FLIP
  }

  private final Random random;
  private final Tally tally;

  DiskFaults(Random random, Tally tally) {
    this.random = random;
    this.tally = tally;
  }

  /// Does one of them, or nothing, to the machine of a node that was killed.
  void strike(Machine victim) throws IOException, InterruptedException {
    int dice = random.nextInt(4);
    if (dice < Kind.values().length) {
      Kind kind = Kind.values()[dice];
      tally.struck(kind);
      switch (kind) {
        case TORN_TAIL -> tear(victim);
        case FULL -> fill(victim);
        case BIT_FLIP -> flip(victim);
      }
    }
  }

  private void tear(Machine victim) throws IOException {
    Path log = victim.data().resolve("journal.db-wal");
    if (Files.exists(log)) {
      byte[] torn = new byte[1 + random.nextInt(6_000)];
      random.nextBytes(torn);
      Files.write(log, torn, StandardOpenOption.APPEND);
    }
  }

  private void fill(Machine victim) throws IOException, InterruptedException {
    long largest = 0;
    try (Stream<Path> files = Files.list(victim.data())) {
      for (Path file : files.toList()) {
        largest = Math.max(largest, Files.size(file));
      }
    }
    int before = victim.output().length();
    if (victim.startWithFilesUpTo(largest / 1024 + ROOM_KIB)) {
      if (victim.ended(FULL_MS).isPresent()) {
        tally.stoppedByItself();
        String said = victim.output().substring(before);
        if (!said.contains("the node stopped")) {
          tally.lost(victim.party() + " stopped on a full disk and did not say why: " + said);
        }
      }
      victim.kill();
    }
  }

  private void flip(Machine victim) throws IOException {
    Path copy = victim.data().resolveSibling(victim.party() + "-copy-" + random.nextInt(1 << 30));
    Files.createDirectory(copy);
    try (Stream<Path> files = Files.list(victim.data())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(victim.data()));
    long position = flipOne(copy);
    Path salvaged = copy.resolveSibling(copy.getFileName() + "-salvaged");
    Machine.Said said =
        Machine.run("fsck", "--data", copy.toString(), "--salvage", salvaged.toString());
    if (said.exitCode() != 5 || !said.out().contains("DAMAGED record " + position + ":")) {
      tally.lost("fsck did not find the flipped bit in record " + position + ": " + said);
    }
    Machine.Said again = Machine.run("fsck", "--data", salvaged.toString());
    if (!again.out().contains("entries, root")) {
      tally.lost("what fsck salvaged cannot be read: " + again);
    }
    delete(copy);
    delete(salvaged);
  }

  private long flipOne(Path copy) throws IOException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("journal.db"));
        Statement count = connection.createStatement();
        PreparedStatement read =
            connection.prepareStatement("select bytes from records where position = ?");
        PreparedStatement write =
            connection.prepareStatement("update records set bytes = ? where position = ?")) {
      long position;
      try (ResultSet row = count.executeQuery("select max(position) from records")) {
        // Not the first ones: without cards nothing can be derived.
        position = 10 + random.nextLong(Math.max(1, row.getLong(1) - 10));
      }
      read.setLong(1, position);
      byte[] bytes;
      try (ResultSet row = read.executeQuery()) {
        bytes = row.getBytes(1);
      }
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      write.setBytes(1, bytes);
      write.setLong(2, position);
      write.executeUpdate();
      return position;
    } catch (SQLException unusable) {
      throw new IOException(unusable);
    }
  }

  private static void delete(Path flat) throws IOException {
    if (Files.isDirectory(flat)) {
      try (Stream<Path> files = Files.list(flat)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(flat);
    }
  }
}
