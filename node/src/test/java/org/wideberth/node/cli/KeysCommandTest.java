package org.wideberth.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.identity.RecoveryKey;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.refusal.Outcome;

/// A party's keys are replaced from the command line.
class KeysCommandTest {
  @TempDir private Path directory;
  private Path recovery;

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
  void twoParties() throws IOException {
    String made =
        ok(
            "init",
            "--theatre=valley",
            "--party=amber",
            "--name=Amber",
            "--one-person",
            data("amber"));
    List<String> written = keysIn(made);
    assertThat(written).hasSize(1);
    recovery = directory.resolve("recovery");
    OwnerOnly.writeNew(recovery, (written.getFirst() + "\n").getBytes(UTF_8));
    ok("init", "--theatre=valley", "--party=cobalt", "--name=Cobalt", data("cobalt"));
    Files.writeString(directory.resolve("amber.card"), ok("card", data("amber")));
    Files.writeString(directory.resolve("cobalt.card"), ok("card", data("cobalt")));
    ok("enrol", directory.resolve("cobalt.card").toString(), data("amber"));
    ok("enrol", directory.resolve("amber.card").toString(), data("cobalt"));
  }

  private static List<String> keysIn(String printed) {
    return printed
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("([0-9A-Z]{4}-){13}[0-9A-Z]{4}"))
        .toList();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("amber"))) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String key() {
    return "--recovery-key-file=" + recovery;
  }

  @Test
  void aRehearsalChangesNothingAndTheRealThingIsTakenByAPeer() throws IOException {
    List<String> before = files();
    String old = ok("card", "--fingerprint", data("amber"));
    assertThat(ok("keys", "rotate", key(), "--rehearse", data("amber")))
        .contains("valley/amber/1 ends", "valley/amber/2 begins", "rehearsal");
    assertThat(files()).isEqualTo(before);
    assertThat(ok("card", "--fingerprint", data("amber"))).isEqualTo(old);

    ok("keys", "rotate", key(), data("amber"));
    String fresh = ok("card", "--fingerprint", data("amber"));
    assertThat(fresh).isNotEqualTo(old);
    Path file = directory.resolve("amber.new-keys");
    Files.writeString(file, ok("keys", "show", data("amber")));
    assertThat(ok("enrol", file.toString(), "--rehearse", data("cobalt")))
        .contains(fresh.strip(), "not enrolled yet");
    ok("enrol", file.toString(), data("cobalt"));
    assertThat(ok("alarms", data("cobalt"))).contains("NEW_KEYS", fresh.strip());
    Path card = directory.resolve("amber-2.card");
    Files.writeString(card, ok("card", data("amber")));
    ok("enrol", card.toString(), data("cobalt"));
    assertThat(ok("alarms", data("cobalt"))).doesNotContain("NEW_KEYS");
    ok("keys", "rotate", key(), data("amber"));
    assertThat(ok("links", data("amber"))).contains("cobalt");
  }

  @Test
  void aWrongRecoveryKeyIsToldApartFromASlipOfThePen() throws IOException {
    String written = Files.readString(recovery).strip();
    char last = written.charAt(0);
    Path slip = directory.resolve("slip");
    OwnerOnly.writeNew(slip, ((last == '7' ? "8" : "7") + written.substring(1)).getBytes(UTF_8));
    Said said = run("keys", "rotate", "--recovery-key-file=" + slip, data("amber"));
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).contains("look at each group again");
    Said others = run("keys", "rotate", key(), data("cobalt"));
    assertThat(others.err()).contains("not the recovery key of valley/cobalt/1");
    assertThat(RecoveryKey.seedOf(List.of(written.toLowerCase(Locale.ROOT).replace("-", " "))))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void keysAreReplacedByTwoPeopleWithAHalfEach() throws IOException {
    List<String> halves =
        keysIn(ok("init", "--theatre=valley", "--party=relief", "--name=Relief", data("relief")));
    assertThat(halves).hasSize(2).doesNotHaveDuplicates();
    List<String> files = new ArrayList<>();
    for (String half : halves) {
      Path file = directory.resolve("half-" + files.size());
      OwnerOnly.writeNew(file, half.getBytes(UTF_8));
      files.add("--recovery-key-file=" + file);
    }
    Said one = run("keys", "rotate", files.getFirst(), data("relief"));
    assertThat(one.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(one.err()).contains("the first half of the recovery key: it takes both");
    Said twice = run("keys", "rotate", files.getLast(), files.getLast(), data("relief"));
    assertThat(twice.err()).contains("the second half of the recovery key: it takes both");
    Said mixed = run("keys", "rotate", files.getFirst(), key(), data("relief"));
    assertThat(mixed.err()).contains("give the whole recovery key once, or its two halves");
    assertThat(ok("keys", "rotate", files.getLast(), files.getFirst(), data("relief")))
        .contains("valley/relief/2 begins");
  }

  @Test
  void aHalfOfAnotherKeyMakesNoKey() throws IOException {
    List<List<String>> parties = new ArrayList<>();
    for (String party : List.of("north", "south")) {
      parties.add(
          keysIn(ok("init", "--theatre=valley", "--party=" + party, "--name=N", data(party))));
    }
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    OwnerOnly.writeNew(first, parties.getFirst().getFirst().getBytes(UTF_8));
    OwnerOnly.writeNew(second, parties.getLast().getLast().getBytes(UTF_8));
    Said said =
        run(
            "keys",
            "rotate",
            "--recovery-key-file=" + first,
            "--recovery-key-file=" + second,
            data("north"));
    assertThat(said.err()).contains("not the recovery key of valley/north/1");
  }

  @Test
  void theLastGoodEntryMustBeThere() {
    Said said = run("keys", "compromise", "--last-good=99", key(), data("amber"));
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).contains("--last-good");
    assertThat(ok("keys", "compromise", "--last-good=1", "--tls", key(), data("amber")))
        .contains("1 entries that the party stands by (compromise)");
  }

  @Test
  void aLostNodeIsMadeAgainFromItsCardAndItsRecoveryKey() {
    Path again = directory.resolve("again");
    String card = directory.resolve("amber.card").toString();
    assertThat(ok("keys", "recover", "--from-card=" + card, key(), "--rehearse", "--data=" + again))
        .contains("valley/amber/2 begins", "nothing was kept");
    assertThat(again).doesNotExist();
    ok("keys", "recover", "--from-card=" + card, key(), "--data=" + again);
    assertThat(ok("alarms", "--data=" + again)).doesNotContain("OWN_LOG");
    assertThat(ok("keys", "show", "--data=" + again)).startsWith("wideberth/succession/v1");
  }

  @Test
  void nothingIsErasedThatIsNotOver() {
    assertThat(ok("erase", "--older-than=30d", "--rehearse", data("amber")))
        .contains("Would be erased: 0 operations, 0 bodies.", "nothing was changed");
    assertThat(ok("erase", data("amber"))).contains("Erased: 0 operations, 0 bodies.");
  }

  @Test
  void aPartyLeavesAfterARehearsalThatCountsWhatIsNotOver() throws IOException {
    assertThat(ok("leave", "--reason=done", "--rehearse", data("amber"))).contains("0 operations");
    Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3_600);
    Path plan =
        Files.writeString(
            directory.resolve("plan.geojson"),
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[8.1,47.5]},"
                + "\"properties\":{\"kind\":\"air\",\"start\":\"%s\",\"end\":\"%s\",\"lower\":300,"
                    .formatted(start, start.plusSeconds(600))
                + "\"upper\":500,\"unit\":\"m\",\"datum\":\"MSL\",\"radius_m\":1000}}");
    ok("declare", plan.toString(), data("amber"));
    Matcher first =
        Pattern.compile("amber\\.[0-9]+\\.[0-9]+").matcher(ok("operations", data("amber")));
    assertThat(first.find()).isTrue();
    ok("withdraw", first.group(), data("amber"));
    ok("declare", plan.toString(), data("amber"));
    ok("declare", "--draft", plan.toString(), data("amber"));
    assertThat(ok("leave", "--reason=done", "--rehearse", data("amber"))).contains("2 operations");
    assertThat(ok("leave", "--reason=done", data("amber"))).contains("Left; 2 operations");
  }
}
