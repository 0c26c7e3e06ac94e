package org.wideberth.node.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.record.Hash;

/// What is SQLite's alone: files, processes, damage. The contract that every journal keeps is
/// tested in module simulator.
final class SqliteJournalTest {
  @TempDir Path directory;

  /// Were it never taken in beside the appends, the log would have some 20,000 pages, and be taken
  /// in by none of them.
  @Test
  void theWriteAheadLogBeginsAnewWhileAppendsGoOn(@TempDir Path busy) throws IOException {
    int appends = 5_000;
    try (Journal journal = SqliteJournal.open(busy, 100)) {
      for (int i = 0; i < appends; i++) {
        byte[] salt = Hash.sha256(new byte[] {(byte) i, (byte) (i >> 8)}).bytes();
        byte[] bytes = ("body " + i + "x".repeat(900)).getBytes(StandardCharsets.UTF_8);
        KeptBody body = new KeptBody(Hash.sha256(salt, bytes), salt, bytes);
        journal.append(List.of(record(1, 10)), List.of(body));
        assertThat(journal.body(body.hash())).isPresent();
      }
      assertThat(Files.size(busy.resolve("journal.db-wal"))).isLessThan(40 << 20);
      assertThat(Files.size(busy.resolve("journal.db"))).isGreaterThan(appends * 900L / 2);
    }
    try (Journal journal = SqliteJournal.open(busy)) {
      assertThat(journal.durableEnd()).isEqualTo(appends);
    }
  }

  @Test
  void erasedBytesAreInNoFileOfTheJournal(@TempDir Path erasing) throws IOException {
    Random random = new Random(17);
    List<KeptBody> gone = new ArrayList<>();
    try (Journal journal = SqliteJournal.open(erasing)) {
      for (int batch = 0; batch < 60; batch++) {
        List<KeptBody> bodies = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
          byte[] salt = new byte[32];
          random.nextBytes(salt);
          // Small ones share pages, large ones overflow them.
          int filler = n % 5 == 0 ? 9000 : random.nextInt(700);
          String words = n % 2 == 0 ? "plaintext-gone-" : "plaintext-stays-";
          byte[] bytes =
              (words + batch + "-" + n + "-" + "x".repeat(filler)).getBytes(StandardCharsets.UTF_8);
          KeptBody body = new KeptBody(Hash.sha256(salt, bytes), salt, bytes);
          bodies.add(body);
          if (n % 2 == 0) {
            gone.add(body);
          }
        }
        journal.append(List.of(record(1, 10)), bodies);
      }
      assertThat(occurrences(erasing, "plaintext-gone-")).isPositive();

      journal.append(List.of(record(2, 10)), List.of(), gone.stream().map(KeptBody::hash).toList());

      assertThat(occurrences(erasing, "plaintext-gone-")).isZero();
      for (KeptBody body : gone) {
        assertThat(occurrences(erasing, new String(body.salt(), StandardCharsets.ISO_8859_1)))
            .isZero();
      }
      assertThat(occurrences(erasing, "plaintext-stays-")).isPositive();
    }
    assertThat(occurrences(erasing, "plaintext-gone-")).isZero();
  }

  private static int occurrences(Path directory, String text) throws IOException {
    int found = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) {
          found++;
        }
      }
    }
    return found;
  }

  @Test
  void onADiskThatCannotBeWrittenACopyIsInspectedAndDeleted() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<String> before = copies(temporary);
    List<Long> positions = new ArrayList<>();
    try (Journal journal = SqliteJournal.open(directory)) {
      journal.append(List.of(record(1, 10), record(2, 10)), List.of());
      // Not yet in the database's own file: the log beside it must be copied too.
      try (JournalInspection inspection = JournalInspection.ofCopy(directory)) {
        inspection.read(row -> positions.add(row.record().isPresent() ? row.position() : -1));
        assertThat(inspection.integrity()).isEmpty();
      }
    }
    assertThat(positions).hasSize(2).doesNotContain(-1L);
    assertThat(copies(temporary)).isEqualTo(before);
  }

  private static List<String> copies(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("wideberth-fsck"))
          .sorted()
          .toList();
    }
  }

  @Test
  void its_files_are_for_the_owner_only() throws IOException {
    try (Journal journal = SqliteJournal.open(directory)) {
      journal.append(List.of(record(1, 10)), List.of());

      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files.toList())
            .extracting(file -> file.getFileName().toString())
            .containsExactlyInAnyOrder(
                "journal.db", "journal.db-wal", "journal.db-shm", "journal.lock");
      }
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files.toList())
            .allSatisfy(
                file ->
                    assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
      }
    }
  }

  @Test
  void a_journal_that_others_can_read_is_refused() throws IOException {
    Files.createFile(directory.resolve("journal.db"));
    Files.setPosixFilePermissions(
        directory.resolve("journal.db"), PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> SqliteJournal.open(directory)).hasMessageContaining("chmod go-rwx");
  }

  @Test
  void a_second_live_process_is_refused_in_words_and_welcome_when_the_first_is_gone()
      throws IOException, InterruptedException {
    Process holder = start("wait");
    try (BufferedReader said = holder.inputReader()) {
      assertThat(said.readLine()).isEqualTo("open");

      assertThatThrownBy(() -> SqliteJournal.open(directory))
          .isInstanceOf(JournalInUse.class)
          .hasMessageContaining("process " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    try (Journal journal = SqliteJournal.open(directory)) {
      assertThat(journal.append(List.of(record(1, 1)), List.of())).isEqualTo(1);
    }
  }

  @Test
  void nothing_acknowledged_is_lost_when_the_process_is_killed()
      throws IOException, InterruptedException {
    long seed = 7;
    Random random = new Random(seed);
    long acknowledged = 0;
    for (int round = 0; round < 8; round++) {
      Process writer = start("write");
      try (BufferedReader said = writer.inputReader()) {
        assertThat(said.readLine()).isEqualTo("open");
        for (int lines = 20 + random.nextInt(200); lines > 0; lines--) {
          acknowledged = Long.parseLong(said.readLine());
        }
        // Through its handle: Process.destroyForcibly closes the pipe that is still to be read.
        assertThat(writer.toHandle().destroyForcibly()).isTrue();
        acknowledged = Math.max(acknowledged, lastWholeLine(said, acknowledged));
      } finally {
        writer.destroyForcibly().waitFor();
      }
      try (Journal journal = SqliteJournal.open(directory)) {
        assertThat(journal.durableEnd()).as("seed %d", seed).isGreaterThanOrEqualTo(acknowledged);
        journal.read(
            0,
            (position, record) -> {
              assertThat(record)
                  .isEqualTo(new JournalRecord((byte) position, new byte[(int) (position % 5000)]));
              KeptBody body = KeptBody.of(new byte[32], Long.toString(position).getBytes(US_ASCII));
              assertThat(journal.body(body.hash())).contains(body);
            });
        acknowledged = journal.durableEnd();
      }
    }
  }

  @Test
  void a_flipped_bit_a_gap_and_a_changed_body_are_noticed() throws IOException, SQLException {
    KeptBody body = KeptBody.of(new byte[32], new byte[] {1, 2, 3});
    try (Journal journal = SqliteJournal.open(directory)) {
      journal.append(List.of(record(1, 3), record(2, 3), record(3, 3)), List.of(body));
    }
    change("update records set bytes = x'010203' where position = 1");
    change("update bodies set bytes = x'040506'");
    try (Journal journal = SqliteJournal.open(directory)) {
      assertThatThrownBy(() -> journal.read(0, (position, record) -> {}))
          .isInstanceOf(JournalDamaged.class)
          .hasMessageContaining("record 1 is not what was written");
      assertThatThrownBy(() -> journal.body(body.hash())).isInstanceOf(JournalDamaged.class);
    }
    change("delete from records where position = 1");
    try (Journal journal = SqliteJournal.open(directory)) {
      assertThatThrownBy(() -> journal.read(0, (position, record) -> {}))
          .isInstanceOf(JournalDamaged.class)
          .hasMessageContaining("has no record 1");
    }
  }

  @Test
  void what_is_not_a_journal_of_this_version_is_refused() throws IOException, SQLException {
    SqliteJournal.open(directory).close();
    change("pragma user_version = 99");
    assertThatThrownBy(() -> SqliteJournal.open(directory)).hasMessageContaining("version 99");

    Files.write(directory.resolve("journal.db"), new byte[5000]);
    assertThatThrownBy(() -> SqliteJournal.open(directory)).isInstanceOf(IOException.class);
  }

  @Test
  void a_backup_is_one_moment_of_a_journal_that_is_being_written_by_another_process()
      throws IOException, InterruptedException {
    Files.writeString(directory.resolve("api-token"), "secret");
    Path to = directory.resolve("copy");
    Process writer = start("write");
    try (BufferedReader said = writer.inputReader()) {
      long before = 0;
      assertThat(said.readLine()).isEqualTo("open");
      while (before < 300) {
        before = Long.parseLong(said.readLine());
      }
      Backup.Made made = Backup.make(directory, to);

      assertThat(made.records()).isGreaterThanOrEqualTo(before).isEqualTo(made.bodies());
      assertThat(made.otherFiles()).containsExactly("api-token");
      try (Journal copy = SqliteJournal.open(to)) {
        assertThat(copy.durableEnd()).isEqualTo(made.records());
        copy.read(0, (position, record) -> assertThat(record.kind()).isEqualTo((byte) position));
      }
      assertThat(writer.isAlive()).isTrue();
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(to.resolve("api-token"))).isEqualTo("secret");
    OwnerOnly.requirePrivate(to);
    OwnerOnly.requirePrivate(to.resolve("api-token"));
    OwnerOnly.requirePrivate(to.resolve("journal.db"));
    assertThat(to.resolveSibling("copy.partial")).doesNotExist();
  }

  @Test
  void a_backup_never_overwrites_and_needs_a_journal() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    assertThatThrownBy(() -> Backup.make(data, directory.resolve("copy")))
        .hasMessageContaining("no journal");
    SqliteJournal.open(data).close();
    Path there = Files.createDirectory(directory.resolve("there"));

    assertThatThrownBy(() -> Backup.make(data, there)).hasMessageContaining("new directory");
  }

  /// What was still in the pipe counts as said.
  private static long lastWholeLine(BufferedReader said, long otherwise) throws IOException {
    long last = otherwise;
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      // The last line may have been cut by the kill: then it is a shorter number, and no harm.
      last = line.isEmpty() ? last : Math.max(last, Long.parseLong(line));
    }
    return last;
  }

  private Process start(String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            JournalHolder.class.getName(),
            directory.toString(),
            what)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = SqliteJournal.connect(directory.resolve("journal.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static JournalRecord record(int kind, int length) {
    return new JournalRecord((byte) kind, new byte[length]);
  }
}
