package org.wideberth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.gateway.tracks.OperationsFromTracks;
import org.wideberth.node.Node;
import org.wideberth.node.RunningNode;
import picocli.CommandLine;

/// The commands as a person types them. No node runs but where the test's name says so.
class MainTest {
  private Path directory;
  private Path cards;

  private record Said(int exitCode, String out, String err) {}

  @BeforeEach
  void twoParties(@TempDir Path temporary) throws IOException {
    directory = temporary;
    cards = Files.createDirectory(directory.resolve("cards"));
    for (String party : List.of("amber", "cobalt")) {
      Said made =
          run("init", "--theatre", "lower-valley", "--party", party, "--name", party, data(party));
      assertThat(made.exitCode()).as(made.err()).isZero();
      assertThat(made.out()).contains("Recovery key, shown this once, in two halves");
      Files.writeString(card(party), ok("card", data(party)));
    }
    ok("enrol", card("cobalt").toString(), data("amber"));
    ok("enrol", card("amber").toString(), data("cobalt"));
  }

  @Test
  void everyCommandExplainsItselfWithAnExampleAndItsExitCodes() {
    List<String> without = new ArrayList<>();
    look(Main.commandLine(), without);
    assertThat(without).isEmpty();
  }

  private static void look(CommandLine command, List<String> without) {
    String help = command.getUsageMessage();
    if (!help.contains("Example") || !help.contains("Exit codes:") || !help.contains("--help")) {
      without.add(command.getCommandName());
    }
    command.getSubcommands().values().forEach(each -> look(each, without));
  }

  /// Others on the machine see command lines (`ps`), so no secret is ever part of one.
  @Test
  void noOptionTakesASecretButAsAFile() {
    List<String> taking = new ArrayList<>();
    options(Main.commandLine(), taking);
    assertThat(taking).isNotEmpty().allMatch(name -> name.endsWith("-file"));
  }

  private static void options(CommandLine command, List<String> taking) {
    command.getCommandSpec().options().stream()
        .map(CommandLine.Model.OptionSpec::longestName)
        .filter(name -> name.matches(".*(key|secret|token|code|password|passphrase|seed).*"))
        .forEach(taking::add);
    command.getSubcommands().values().forEach(each -> options(each, taking));
  }

  @Test
  void partiesWhoseNodesSleepAgreeDeclareAndProveByCourier() throws IOException {
    agreeOnRules();
    String mine = declared(ok("declare", feature("ferry", 7.6), data("amber")));
    assertThat(ok("findings", data("amber"))).contains("No conflict with what was disclosed");
    ok("declare", feature("survey", 7.61), data("cobalt"));
    carry("cobalt", "amber");
    carry("amber", "cobalt");
    carry("cobalt", "amber");

    assertThat(ok("findings", data("amber")))
        .contains("CONFLICT  minima/air-air")
        .contains(mine)
        .contains("ferry")
        .contains("010600ZDEC26");
    assertThat(ok("receipts", "--operation", mine, data("amber"))).contains("delivered");
    assertThat(ok("operations", "--live", data("cobalt"))).contains(mine).contains("survey");
    assertThat(ok("links", data("amber"))).contains("cobalt  down");
    assertThat(ok("operations", "--json", data("amber"))).startsWith("{\"type\":");

    Path bundle = directory.resolve("bundle.json");
    ok("bundle", "--operation", mine, bundle.toString(), data("amber"));
    assertThat(ok("verify", bundle.toString(), "--cards", cards.toString()))
        .contains("declared operation " + mine + " \"ferry\"")
        .contains("cobalt held entry")
        .contains("VERIFIED");
    assertThat(run("verify", bundle.toString()).exitCode()).isEqualTo(ExitCode.UNPROVEN);
    Files.writeString(bundle, Files.readString(bundle).replace("\"seq\":", "\"seq\":1"));
    assertThat(run("verify", bundle.toString(), "--cards", cards.toString()).exitCode())
        .isEqualTo(ExitCode.UNPROVEN);
  }

  @Test
  void theBundleOfAThreadAndOfAnAgreementReadAsATimeline() throws IOException {
    agreeOnRules();
    String first = ok("send", "--to", "cobalt", "Hold at <b>the bridge</b>", data("amber"));
    String message = first.replaceAll("(?s).*?(amber\\.1\\.[0-9]+).*", "$1");
    carry("amber", "cobalt");
    ok("acknowledge", message, "--note=holding", data("cobalt"));
    carry("cobalt", "amber");

    Path thread = directory.resolve("thread.json");
    ok("bundle", "--thread", message, thread.toString(), data("amber"));
    String page =
        ok("verify", thread.toString(), "--cards", cards.toString(), "--timeline", "html");
    assertThat(page)
        .contains("VERIFIED by the cards", "amber sent a message", "&lt;b&gt;the bridge&lt;/b&gt;")
        .contains("cobalt acknowledged message " + message, "cobalt had it and what it says by")
        .doesNotContain("<b>", "<script", "http:", "https:");
    assertThat(page.indexOf("sent a message")).isLessThan(page.indexOf("acknowledged message"));
    String json = ok("verify", thread.toString(), "--cards", cards.toString(), "--timeline=json");
    assertThat(json)
        .contains("\"proven\":true", "\"author\":\"amber\"", "\"claimed\":\"20")
        .contains("\"delivered\":[{\"party\":\"cobalt\"");

    Path agreement = directory.resolve("agreement.json");
    String hash = ok("rules", "show", data("amber")).replaceAll("(?s).*?([0-9a-f]{16}).*", "$1");
    String ask =
        ok("rules", "suspend", hash, "--reason=flood", "--by=Anna", data("amber"))
            .replaceAll("(?s).*rules confirm ([0-9a-f]{8,}).*", "$1");
    ok("rules", "confirm", ask, "--by=Ben", data("amber"));
    carry("amber", "cobalt");
    ok("bundle", "--agreement", hash, agreement.toString(), data("cobalt"));
    String agreed =
        ok("verify", agreement.toString(), "--cards", cards.toString(), "--timeline", "html");
    assertThat(agreed)
        .contains("amber proposed the rules", "amber adopted the rules", "cobalt adopted")
        .contains("asked for the suspension of all of the rules")
        .contains("by Anna (commander): &quot;flood&quot;; another person has to do it")
        .contains("did what was asked for, the suspension of an agreement, by Ben (commander)");
    assertThat(agreed.indexOf("asked for")).isLessThan(agreed.indexOf("did what was asked"));

    Files.writeString(thread, Files.readString(thread).replace("\"seq\":", "\"seq\":1"));
    Said tampered =
        run("verify", thread.toString(), "--cards", cards.toString(), "--timeline", "html");
    assertThat(tampered.exitCode()).isEqualTo(ExitCode.UNPROVEN);
    assertThat(tampered.out())
        .contains("NOT VERIFIED", "PROBLEM: ")
        .doesNotContain("sent a message");
    assertUsage("--timeline: html or json", "verify", agreement.toString(), "--timeline", "pdf");
  }

  @Test
  void anOperationGoesThroughItsSteps() throws IOException {
    String draft = declared(ok("declare", "--draft", feature("plan", 7.6), data("amber")));
    assertThat(ok("declare", "--of-draft", draft, "--to", "cobalt", data("amber")))
        .contains("is declared");
    ok("revise", draft, feature("plan", 7.7), data("amber"));
    ok("activate", draft, data("amber"));
    assertThat(ok("end", draft, data("amber"))).contains("is ended");
    Said again = run("withdraw", draft, data("amber"));
    assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("WRONG_STATE");
    String second = declared(ok("declare", feature("other", 7.6), data("amber")));
    assertThat(ok("withdraw", second, data("amber"))).contains("is withdrawn");
  }

  @Test
  void aPlaceThatLooksMistypedIsSaidAndSentOnlyAsTyped() throws IOException {
    String id = declared(ok("declare", feature("survey", 7.6), data("amber")));
    String[] swapped = {
      "send", "--to", "cobalt", "--operation", id, "--place", "7.6, 47.5", "here"
    };
    List<String> words = new ArrayList<>(List.of(swapped));
    words.add(data("amber"));
    Said doubted = run(words.toArray(new String[0]));
    assertThat(doubted.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(doubted.err())
        .contains("latitude and longitude look swapped", "repeat with --as-typed")
        .doesNotContain("as_typed");
    words.add("--as-typed");
    assertThat(ok(words.toArray(new String[0]))).contains("is sent as ROUTINE");
    Said own = run("read-back", "amber.1.2", "--place", "1", "47.5, 7.6", data("amber"));
    assertThat(own.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(own.err()).contains("is not addressed to amber");
    assertThat(ok("messages", data("amber"))).contains("has not read back every place yet");
  }

  @Test
  void recordedFlightsAreDeclared() throws IOException {
    Path recording = directory.resolve("tracks.csv");
    StringBuilder rows = new StringBuilder(OperationsFromTracks.COLUMNS).append('\n');
    for (int i = 0; i < 20; i++) {
      rows.append(
          "%d,4b1802,TEST1,%.4f,8.0,10000,250,0,0\n"
              .formatted(1_533_081_600L + i * 10L, 47.0 + i * 0.01));
    }
    Files.writeString(recording, rows);

    String said =
        ok(
            "declare",
            "--from-tracks",
            recording.toString(),
            "--start-at",
            "2026-12-01T06:00:00Z",
            data("amber"));

    assertThat(said).contains("1 flights").contains("1 operations declared");
    assertThat(ok("operations", data("amber"))).contains("010600ZDEC26");
  }

  @Test
  void aRunningNodeIsAskedOverItsApiAlsoUnderTls() throws IOException {
    for (InetAddress address :
        List.of(InetAddress.getLoopbackAddress(), InetAddress.getByName("0.0.0.0"))) {
      try (Node node = Node.open(directory.resolve("amber"))) {
        node.serve(
            new InetSocketAddress(address, 0),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        assertThat(RunningNode.of(directory.resolve("amber"))).isPresent();
        assertThat(node.api().address())
            .startsWith(address.isLoopbackAddress() ? "http://127.0.0.1:" : "https://");
        assertThat(ok("invite", "Kim", "--role", "observer", data("amber")))
            .contains(node.api().address() + "/#sign-in=");
        assertThat(ok("declare", feature("ferry", 7.6), data("amber"))).contains("is declared");
      }
      assertThat(RunningNode.of(directory.resolve("amber"))).isEmpty();
    }
  }

  @Test
  void aBackupIsACopyThatCommandsOnItDoNotMistakeForTheNode() throws IOException {
    ok("declare", feature("ferry", 7.6), data("amber"));
    Path copy = directory.resolve("copy");
    try (Node node = Node.open(directory.resolve("amber"))) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      node.serve(any, any);
      ok("backup", copy.toString(), data("amber"));
    }
    assertThat(RunningNode.of(copy)).isEmpty();
    assertThat(ok("operations", "--data=" + copy)).contains("ferry");
  }

  @Test
  void aBackupIsRestoredAfterARehearsalAndWritesOnlyWhenItMay() throws IOException {
    ok("declare", feature("ferry", 7.6), data("amber"));
    Path backup = directory.resolve("backup");
    ok("backup", backup.toString(), data("amber"));
    ok("declare", feature("later", 7.7), data("amber"));
    Path restored = directory.resolve("restored");

    String rehearsed = ok("restore", backup.toString(), "--data=" + restored, "--rehearse");
    assertThat(rehearsed).contains("rehearsal", "OWN_LOG_BEHIND", "restored from an old backup");
    assertThat(restored).doesNotExist();
    ok("restore", backup.toString(), "--data=" + restored);
    assertThat(restored).exists();
    assertNotSigning("declare", feature("fork", 7.8), "--data=" + restored);
    assertNotSigning("resume", "--reason", "trust me", "--data=" + restored);
    assertUsage("nothing is overwritten", "restore", backup.toString(), "--data=" + restored);
    assertThat(run("resume", "--reason", "all is well", data("amber")).err())
        .contains("WRONG_STATE");
  }

  @Test
  void anOptionThatWouldDoNothingIsRefused() throws IOException {
    String file = feature("ferry", 7.6);
    String tracks = directory.resolve("tracks.csv").toString();
    assertUsage("--of-draft only", "declare", file, "--to", "cobalt", data("amber"));
    assertUsage(
        "--of-draft only", "declare", "--from-tracks", tracks, "--to", "cobalt", data("amber"));
    assertUsage(
        "contradict", "declare", "--draft", "--of-draft", "amber.1.1", "--to", "*", data("amber"));
    assertUsage("--from-tracks only", "declare", file, "--party-rule", "all", data("amber"));
    assertUsage(
        "--from-tracks only", "declare", file, "--start-at", "2026-12-01T06:00:00Z", data("amber"));
    assertUsage(
        "--operation ID, --finding ID",
        "bundle",
        directory.resolve("bundle.json").toString(),
        data("amber"));
    assertThat(ok("operations", data("amber"))).contains("No operations");
  }

  private static void assertNotSigning(String... args) {
    Said said = run(args);
    assertThat(said.exitCode()).as(String.join(" ", args)).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(said.err()).contains("NOT_SIGNING");
  }

  private static void assertUsage(String words, String... args) {
    Said said = run(args);
    assertThat(said.exitCode()).as(String.join(" ", args)).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).contains(words);
  }

  @Test
  void aConflictThatTheOtherPartyCannotSeeComesWithTheCommandThatTellsThem() throws IOException {
    agreeOnRules();
    ok("declare", feature("ferry", 7.6), data("amber"));
    carry("amber", "cobalt");
    Path secret = Path.of(feature("secret", 7.61));
    Files.writeString(
        secret, Files.readString(secret).replace("\"kind\"", "\"audience\":[\"cobalt\"],\"kind\""));
    String hidden = declared(ok("declare", secret.toString(), data("cobalt")));

    assertThat(ok("findings", data("cobalt")))
        .contains("[the other party cannot see this]")
        .contains("wideberth disclose " + hidden + " --to amber")
        .contains("at         47.");
  }

  @Test
  void exitCodesTellUsageFromRefusal() {
    Said noFile = run("declare", data("amber"));
    assertThat(noFile.exitCode()).as(noFile.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run("nonsense").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run().exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run("operations", "--data=" + directory.resolve("nobody")).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("enrol", directory.resolve("none.card").toString(), data("amber")))
        .matches(said -> said.exitCode() == ExitCode.USAGE && said.err().contains("no file"));
    assertThat(run("end", "amber.1.99", data("amber")).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("invite", "Kim", "--role", "king", data("amber")).exitCode())
        .isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void rulesAreCounteredComparedAndSuspendedByTwoPeople() throws IOException {
    agreeOnRules();
    String shown = ok("rules", "show", data("amber"));
    String hash = shown.substring(0, 16);
    Path counter = directory.resolve("counter.json");
    String template = ok("rules", "propose", "--template", data("amber"));
    Files.writeString(
        counter, template.replace("\"number\": 1", "\"number\": 2").replace("\"First", "\"Second"));
    String from = "2090-06-01T06:00:00Z";
    String proposed =
        ok(
            "rules",
            "propose",
            counter.toString(),
            "--counters",
            hash,
            "--in-force-from",
            from,
            data("cobalt"));
    String second = proposed.lines().findFirst().orElseThrow().replace("proposed ", "");
    assertThat(ok("rules", "diff", second, data("cobalt")))
        .contains("title", "from \"First rules\" to \"Second rules\"")
        .contains("in-force-from", "added", from);
    assertThat(ok("rules", "diff", hash, "--from", hash, data("cobalt"))).contains("say the same");
    assertThat(ok("rules", "show", data("cobalt"))).contains("counters    " + hash);

    String asked =
        ok(
            "rules",
            "suspend",
            hash,
            "--article",
            "minima/air-air",
            "--reason",
            "Flood.",
            "--by",
            "Anna",
            data("amber"));
    String id = asked.substring(asked.lastIndexOf(' ')).strip();
    assertThat(ok("rules", "show", data("amber"))).contains("ASKED by Anna of amber");
    assertThat(run("rules", "confirm", id, "--by", "Anna", data("amber")).err())
        .contains("takes another person");
    ok("rules", "confirm", id, "--by", "Ben", data("amber"));
    carry("amber", "cobalt");
    assertThat(ok("rules", "show", data("cobalt")))
        .contains("SUSPENDED by amber since", "minima/air-air", "Anna and Ben: Flood.");
  }

  private void agreeOnRules() throws IOException {
    Path rules = directory.resolve("rules.json");
    Files.writeString(rules, ok("rules", "propose", "--template", data("amber")));
    String proposed = ok("rules", "propose", rules.toString(), data("amber"));
    String hash = proposed.lines().findFirst().orElseThrow().replace("proposed ", "");
    carry("amber", "cobalt");
    ok("rules", "adopt", hash, data("amber"));
    ok("rules", "adopt", hash, data("cobalt"));
    carry("amber", "cobalt");
    carry("cobalt", "amber");
    assertThat(ok("rules", "show", data("cobalt"))).contains("[in force]");
  }

  private void carry(String from, String to) {
    String file = directory.resolve(from + "-to-" + to).toString();
    ok("export", "--to", to, file, data(from));
    ok("import", file, data(to));
  }

  private String feature(String name, double longitude) throws IOException {
    Path file = directory.resolve(name + ".geojson");
    Files.writeString(
        file,
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,47.5]},"properties":{
          "name":"%s","kind":"air","start":"2026-12-01T06:00:00Z","end":"2026-12-01T08:00:00Z",
          "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000}}
        """
            .formatted(longitude, name));
    return file.toString();
  }

  private static String declared(String said) {
    return said.substring(0, said.indexOf(' '));
  }

  private Path card(String party) {
    return cards.resolve(party + ".card");
  }

  private String data(String party) {
    return "--data=" + directory.resolve(party);
  }

  private static String ok(String... args) {
    Said said = run(args);
    assertThat(said.exitCode()).as(String.join(" ", args) + "\n" + said.err()).isZero();
    return said.out();
  }

  private static Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Said(exitCode, out.toString(), err.toString());
  }
}
