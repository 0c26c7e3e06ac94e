package org.wideberth.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.wideberth.simulator.demo.DutyRooms.Teller;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;
import org.wideberth.simulator.process.Waiting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What the parties agree on in the story, and what becomes of it.
final class Agreements {
  private static final int PATIENCE_S = 15;
  private static final String RIVER = "lines/rhone";

  private final Stage stage;
  private final Scenes scenes;
  private final Teller teller;

  Agreements(Stage stage, Scenes scenes, Teller teller) {
    this.stage = stage;
    this.scenes = scenes;
    this.teller = teller;
  }

  /// A river line is proposed, countered, compared and adopted by all.
  void agree() throws IOException, InterruptedException {
    String first = propose(stage.amber(), "rules-1.json", Scenes.rules(1, 100));
    teller.say(
        "Amber proposes rules: 5 NM or 1000 ft in the air, less elsewhere; the Rhone is a line that"
            + " neither crosses.");
    everywhere("has the proposal", rules -> isDocument(rules, first));
    String counter =
        propose(stage.cobalt(), "rules-2.json", Scenes.rules(2, 250), "--counters", first);
    everywhere("has the counter-proposal", rules -> isDocument(rules, counter));
    String words = stage.amber().must("rules", "diff", counter, "--from", first).out();
    if (!words.contains(RIVER) || !words.contains("250")) {
      throw new StepFailed("the comparison does not show what was countered: " + words);
    }
    teller.say(
        "Cobalt counters: 250 m of tolerance, not 100. Both read what differs, article by"
            + " article.");
    for (Machine machine : stage.all()) {
      machine.must("rules", "adopt", counter);
    }
    everywhere("sees the rules in force", rules -> counter.equals(inForce(rules)));
    teller.say("All three adopt the same text by its hash: the rules are in force.");
  }

  /// Amber declares something later than was agreed: it is kept, and marked.
  void lateNotice() throws IOException, InterruptedException {
    Path file = stage.file("ferry.geojson");
    Files.writeString(file, scenes.amberFerry());
    String ferry =
        stage
            .amber()
            .must("declare", file.toString(), "--json")
            .json()
            .path("operations")
            .get(0)
            .path("id")
            .asString();
    for (Machine machine : List.of(stage.amber(), stage.cobalt())) {
      Waiting.until(
          machine.party() + " sees the late notice",
          PATIENCE_S,
          () -> late(machine, ferry).path("agreed_lead_s").asInt() == Scenes.LEAD_S);
    }
    int given = late(stage.cobalt(), ferry).path("lead_s").asInt();
    if (given <= 0 || given >= Scenes.LEAD_S) {
      throw new StepFailed("the lead of a late notice is %d s".formatted(given));
    }
    teller.say(
        "Amber declares a ferry %d min %d s ahead, where 30 min are agreed: kept, and marked late."
            .formatted(given / 60, given % 60));
  }

  private static JsonNode late(Machine machine, String operation) {
    return list(machine, "findings", "article-findings").stream()
        .filter(each -> each.path("operation").path("id").asString().equals(operation))
        .flatMap(each -> each.path("under").valueStream())
        .filter(under -> under.has("lead_s"))
        .findFirst()
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /// Cobalt suspends the river line, by two people; messages go on as they are.
  void suspend() throws IOException, InterruptedException {
    String rules = inForce(stage.cobalt().must("rules", "show", "--json").json());
    stage
        .cobalt()
        .must("rules", "suspend", rules, "--article", RIVER, "--reason", "A flood", "--by", "Kern");
    Waiting.until(
        "Amber sees what was asked",
        PATIENCE_S,
        () -> !list(stage.amber(), "asked", "rules", "show").isEmpty());
    String ask = typed(list(stage.cobalt(), "asked", "rules", "show").getFirst().path("id"));
    Machine.Said alone = stage.cobalt().command("rules", "confirm", ask, "--by", "Kern");
    if (alone.exitCode() == 0) {
      throw new StepFailed("one person suspended an agreement alone");
    }
    teller.say("Kern of Cobalt asks to suspend the river line; alone he cannot.");
    stage.cobalt().must("rules", "confirm", ask, "--by", "Lenz");
    everywhere("sees the suspension", of -> !of.path("suspensions").isEmpty());
    teller.say("Lenz, a second person, confirms: every board says who suspended what, and why.");
  }

  private String propose(Machine machine, String name, String text, String... more)
      throws IOException {
    Path file = stage.file(name);
    Files.writeString(file, text);
    List<String> words = new ArrayList<>(List.of("rules", "propose", file.toString()));
    words.addAll(List.of(more));
    String said = machine.must(words.toArray(String[]::new)).out();
    return said.lines().findFirst().orElseThrow().substring("proposed ".length()).strip();
  }

  /// Something that is seen in the rules.
  @FunctionalInterface
  private interface Seen {
    boolean in(JsonNode rules);
  }

  private void everywhere(String what, Seen seen) throws IOException, InterruptedException {
    for (Machine machine : stage.all()) {
      Waiting.until(
          machine.party() + " " + what,
          PATIENCE_S,
          () -> seen.in(machine.must("rules", "show", "--json").json()));
    }
  }

  private static boolean isDocument(JsonNode rules, String hash) {
    return rules
        .path("documents")
        .valueStream()
        .anyMatch(each -> typed(each.path("hash")).equals(hash));
  }

  private static String inForce(JsonNode rules) {
    return typed(rules.path("in_force"));
  }

  /// A hash as the command line prints it and takes it: base64url may begin with a dash.
  private static String typed(JsonNode base64url) {
    byte[] hash = Base64.getUrlDecoder().decode(base64url.asString(""));
    return hash.length == 0 ? "" : HexFormat.of().formatHex(hash).substring(0, 16);
  }

  private static List<JsonNode> list(Machine machine, String member, String... words) {
    List<String> args = new ArrayList<>(List.of(words));
    args.add("--json");
    List<JsonNode> items = new ArrayList<>();
    machine.must(args.toArray(String[]::new)).json().path(member).forEach(items::add);
    return items;
  }
}
