package org.wideberth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.Node;

/// Damage of every kind is found where it is, and what is whole is salvaged.
class FsckCommandTest {
  @TempDir private Path directory;

  private record Said(int exitCode, String out, String err) {}

  private static Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Said(exitCode, out.toString(), err.toString());
  }

  private static String ok(String... args) {
    Said said = run(args);
    assertThat(said.exitCode()).as(String.join(" ", args) + "\n" + said.err()).isZero();
    return said.out();
  }

  private String data(String party) {
    return "--data=" + directory.resolve(party);
  }

  @BeforeEach
  void twoPartiesWithAHistory() throws IOException {
    for (String party : new String[] {"amber", "cobalt"}) {
      ok("init", "--theatre=valley", "--party=" + party, "--name=" + party, data(party));
      Files.writeString(directory.resolve(party + ".card"), ok("card", data(party)));
    }
    ok("enrol", directory.resolve("cobalt.card").toString(), data("amber"));
    ok("enrol", directory.resolve("amber.card").toString(), data("cobalt"));
    for (int i = 0; i < 3; i++) {
      declare("amber", 7.1 + i);
      declare("cobalt", 17.1 + i);
      carry("amber", "cobalt");
      carry("cobalt", "amber");
    }
    carry("amber", "cobalt");
    carry("cobalt", "amber");
  }

  private void declare(String party, double longitude) throws IOException {
    Path file = directory.resolve("operation.geojson");
    Files.writeString(
        file,
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,46.2]},
         "properties":{"name":"ferry","kind":"air","start":"2026-12-01T06:00:00Z",
          "end":"2026-12-01T07:00:00Z","lower":300,"upper":900,"unit":"m","datum":"MSL",
          "radius_m":800}}
        """
            .formatted(longitude));
    ok("declare", file.toString(), "--as-typed", data(party));
  }

  private void carry(String from, String to) {
    Path file = directory.resolve("stick");
    ok("export", "--to", to, file.toString(), data(from));
    ok("import", file.toString(), data(to));
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("amber/journal.db"));
  }

  /// The first record of each kind but the first entry and card, which everything hangs on.
  private Map<Integer, Long> aRecordOfEachKind() throws SQLException {
    Map<Integer, Long> positions = new TreeMap<>();
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select kind, max(position) from records group by kind")) {
      while (rows.next()) {
        positions.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return positions;
  }

  private void flip(long position) throws SQLException {
    try (Connection connection = open();
        PreparedStatement read =
            connection.prepareStatement("select bytes from records where position = ?");
        PreparedStatement write =
            connection.prepareStatement("update records set bytes = ? where position = ?")) {
      read.setLong(1, position);
      byte[] bytes;
      try (ResultSet row = read.executeQuery()) {
        bytes = row.getBytes(1);
      }
      bytes[bytes.length / 2] ^= 1;
      write.setBytes(1, bytes);
      write.setLong(2, position);
      assertThat(write.executeUpdate()).isOne();
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  @Test
  void anUndamagedNodeIsWhole() {
    assertThat(ok("fsck", data("amber"))).contains("valley/amber/1: 4 entries", "Whole.");
  }

  @Test
  void aFlippedBitInARecordOfAnyKindIsFoundWhereItIs() throws SQLException {
    Map<Integer, Long> positions = aRecordOfEachKind();
    assertThat(positions.keySet()).contains(1, 2, 3, 4, 5);
    for (long position : positions.values()) {
      flip(position);
      Said said = run("fsck", data("amber"));
      assertThat(said.exitCode()).isEqualTo(ExitCode.DAMAGED);
      assertThat(said.out())
          .contains("DAMAGED record " + position + ": it is not what was written");
      flip(position);
      ok("fsck", data("amber"));
    }
  }

  @Test
  void aFlippedBitInABodyIsFoundWithWhoHasItWhole() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select hash from bodies where length(bytes)>300")) {
      assertThat(rows.next()).isTrue();
    }
    update("update bodies set salt = randomblob(32)");
    Said said = run("fsck", data("amber"));
    assertThat(said.exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(said.out())
        .contains("body of entry 1 of valley/amber/1", "cobalt (receipted 4)")
        .contains("body of entry 1 of valley/cobalt/1", "from cobalt, or from any other party");
  }

  @Test
  void aRecordThatIsGoneEndsTheLogThereAndSaysWhoHasTheRest() throws SQLException {
    long second;
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select position from records where kind = 1 limit 1 offset 2")) {
      second = row.getLong(1);
    }
    update("delete from records where position = " + second);
    Said said = run("fsck", data("amber"));
    assertThat(said.out())
        .contains("DAMAGED record " + second + ": it is not there")
        .contains("entries 2 to 2 of valley/amber/1", "the own log ends here");
  }

  @Test
  void whatIsWholeIsSalvagedAndTheNodeKnowsWhatItLacks() throws SQLException, IOException {
    long last = aRecordOfEachKind().getOrDefault(1, 0L);
    flip(last);
    Path salvaged = directory.resolve("salvaged");
    Said said = run("fsck", "--salvage=" + salvaged, data("amber"));
    assertThat(said.exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(ok("alarms", "--data=" + salvaged)).contains("OWN_LOG_BEHIND");
    assertThat(ok("operations", "--data=" + salvaged)).contains("ferry");
    Said again = run("fsck", "--salvage=" + salvaged, data("amber"));
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);

    Path file = directory.resolve("stick");
    ok("export", "--to", "amber", "--their-log", file.toString(), data("cobalt"));
    ok("import", file.toString(), "--data=" + salvaged);
    assertThat(ok("alarms", "--data=" + salvaged)).doesNotContain("OWN_LOG_BEHIND");
    assertThat(ok("fsck", "--data=" + salvaged)).contains("valley/amber/1: 4 entries", "Whole.");
  }

  @Test
  void aNodeThatRunsIsNotLookedAt() throws IOException {
    try (Node running = Node.open(directory.resolve("amber"))) {
      assertThat(running.card().party().text()).isEqualTo("amber");
      Said said = run("fsck", data("amber"));
      // In one process the lock is shared: here it is looked at, from another it is refused.
      assertThat(said.exitCode()).isZero();
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsSaidSo() throws IOException {
    Files.writeString(directory.resolve("amber/journal.db"), "not a database ".repeat(1000));
    Said said = run("fsck", data("amber"));
    assertThat(said.exitCode()).isNotZero();
    assertThat(said.out() + said.err()).contains("not a database");
  }
}
