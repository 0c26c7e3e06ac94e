package org.wideberth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.channel.Attachment;

/// Attachments from the command line: sent, listed, saved, checked, backed up, and found damaged.
class AttachmentCommandTest {
  @TempDir private Path directory = Path.of("");
  private Path map = Path.of("");

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
  void twoPartiesAndAMap() throws IOException {
    for (String party : new String[] {"amber", "cobalt"}) {
      ok("init", "--theatre=valley", "--party=" + party, "--name=" + party, data(party));
      Files.writeString(directory.resolve(party + ".card"), ok("card", data(party)));
    }
    ok("enrol", directory.resolve("cobalt.card").toString(), data("amber"));
    map = directory.resolve("map of the ford.pdf");
    byte[] bytes = new byte[1_200_000];
    new Random(1).nextBytes(bytes);
    Files.write(map, bytes);
    assertThat(ok("send", "--to", "cobalt", "--attach", map.toString(), "look", data("amber")))
        .contains("map of the ford.pdf: 1200000 bytes", "amber.1.1 is sent");
  }

  private Path file(String data) throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve(data).resolve("attachments"))) {
      return all.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void itIsListedSavedAndCheckedAgainstTheBundle() throws IOException {
    assertThat(ok("messages", data("amber")))
        .contains("attachment 1  map of the ford.pdf, 1200000 bytes: cobalt does not hold it yet");
    assertThat(ok("attachment", "amber.1.1", data("amber")))
        .contains("1  map of the ford.pdf  (application/pdf, 1200000 bytes)  here");
    Path saved = directory.resolve("saved.pdf");
    ok("attachment", "amber.1.1", "--out", saved.toString(), data("amber"));
    assertThat(saved).hasSameBinaryContentAs(map);
    assertThat(run("attachment", "amber.1.1", "--out", saved.toString(), data("amber")).err())
        .contains("is there already");

    Path bundle = directory.resolve("bundle.json");
    ok("bundle", "--message", "amber.1.1", bundle.toString(), data("amber"));
    Path cards = Files.createDirectory(directory.resolve("cards"));
    Files.copy(directory.resolve("amber.card"), cards.resolve("amber.card"));
    String[] verify = {
      "verify", bundle.toString(), "--cards", cards.toString(), "--attachment", saved.toString()
    };
    assertThat(ok(verify))
        .contains("is attachment 1, \"map of the ford.pdf\", of the message in entry 1 of");
    Files.writeString(saved, "another");
    Said other = run(verify);
    assertThat(other.exitCode()).isEqualTo(ExitCode.UNPROVEN);
    assertThat(other.out()).contains("is none of the attachments named in the bundle");
  }

  @Test
  void aFileThatIsTooLongIsRefusedBeforeItIsBrought() throws IOException {
    Path longest = directory.resolve("longest");
    Files.write(longest, new byte[Attachment.BYTES_MAX]);
    ok("send", "--to", "cobalt", "--attach", longest.toString(), "look", data("amber"));
    Path tooLong = directory.resolve("too-long");
    Files.write(tooLong, new byte[Attachment.BYTES_MAX + 1]);
    Said said =
        run("send", "--to", "cobalt", "--attach", tooLong.toString(), "look", data("amber"));
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).contains("16,777,217 bytes, more than the 16,777,216");
  }

  @Test
  void damageIsFoundWithWhereToHaveItAgainAndIsNotSalvaged() throws IOException {
    assertThat(ok("fsck", data("amber"))).contains("Whole.");
    Path kept = file("amber");
    byte[] bytes = Files.readAllBytes(kept);
    bytes[1_000] ^= 1;
    Files.write(kept, bytes);
    Path salvaged = directory.resolve("salvaged");
    Said said = run("fsck", "--salvage=" + salvaged, data("amber"));
    assertThat(said.exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(said.out())
        .contains(
            "DAMAGED attachments/" + kept.getFileName() + ": the file is not what its name says",
            "\"map of the ford.pdf\" of a message of this party: from the file that was attached");
    assertThat(salvaged.resolve("attachments").resolve(kept.getFileName())).doesNotExist();
    Said rest = run("fsck", "--data=" + salvaged);
    assertThat(rest.out()).contains("the file is missing");
    assertThat(run("attachment", "amber.1.1", "--out", "x", data("amber")).err())
        .contains("was damaged on the disk of this node");
  }

  @Test
  void aBackupHasIt() throws IOException {
    Path backup = directory.resolve("backup");
    assertThat(ok("backup", backup.toString(), data("amber"))).contains("1 attachments");
    assertThat(file("backup")).hasSameBinaryContentAs(file("amber"));
    assertThat(Files.getPosixFilePermissions(file("backup"))).hasSize(2);
  }

  @Test
  void onlyWhatIsOldIsErasedAndNothingIsByARehearsal() throws IOException {
    assertThat(ok("erase", "--older-than", "30d", data("amber"))).doesNotContain("attachments");
    assertThat(file("amber")).exists();
  }
}
