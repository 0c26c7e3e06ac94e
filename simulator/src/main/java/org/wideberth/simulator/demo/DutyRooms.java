package org.wideberth.simulator.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;
import org.wideberth.simulator.process.Waiting;
import tools.jackson.databind.JsonNode;

/// What the duty rooms of Amber and Cobalt say to each other in the story.
final class DutyRooms {
  private static final int PATIENCE_S = 15;

  private final Stage stage;
  private final Teller teller;

  /// Tells a step to whoever watches.
  @FunctionalInterface
  interface Teller {
    void say(String words) throws InterruptedException;
  }

  DutyRooms(Stage stage, Teller teller) {
    this.stage = stage;
    this.teller = teller;
  }

  /// The channel is tested, before anybody needs it.
  void test() throws IOException, InterruptedException {
    String sent = stage.amber().must("channel-test", "--to", "cobalt").out();
    String id = sent.substring(0, sent.indexOf(' '));
    arrive(stage.cobalt(), id);
    stage.cobalt().must("acknowledge", id);
    Waiting.until(
        "Amber's test is answered",
        PATIENCE_S,
        () -> states(stage.amber(), id).stream().anyMatch(state -> state.has("acknowledged")));
    teller.say("Amber tests the channel; whoever sits at Cobalt's desk answers: " + id + ".");
  }

  /// The conflict that is open is taken up, and Cobalt offers to go higher.
  ///
  /// @return the finding
  String settle(String patrol) throws IOException, InterruptedException {
    String finding = findings(stage.amber()).getFirst().path("id").asString();
    stage.amber().must("take", finding, "--words", "Amber's watch has it");
    stage
        .cobalt()
        .must(
            "offer",
            finding,
            "--yield",
            patrol,
            "--lower",
            "FL140",
            "--upper",
            "FL170",
            "--words",
            "we go above you");
    Waiting.until(
        "Amber sees the offer",
        PATIENCE_S,
        () -> !findings(stage.amber()).getFirst().path("offers").isEmpty());
    JsonNode offer = findings(stage.amber()).getFirst().path("offers").get(0);
    stage.amber().must("agree", offer.path("id").asString());
    Waiting.until(
        "Cobalt sees that it is agreed",
        PATIENCE_S,
        () -> findings(stage.cobalt()).getFirst().path("settlement").asString().equals("agreed"));
    teller.say(
        "Amber's watch takes the conflict up; Cobalt offers to yield and go higher, Amber agrees.");
    return finding;
  }

  /// What was agreed is done, and both sides say so.
  void carriedOut(String finding) throws InterruptedException, IOException {
    for (Machine machine : List.of(stage.amber(), stage.cobalt())) {
      Waiting.until(
          machine.party() + " sees that it is carried out",
          PATIENCE_S,
          () ->
              machine
                  .get("/api/v1/findings/" + finding)
                  .path("settlement")
                  .asString()
                  .equals("carried-out"));
    }
    teller.say("Both sides' records say: Cobalt yielded, as was agreed, and it is carried out.");
  }

  /// A position is typed wrong, and another one read back wrong.
  void readBack() throws IOException, InterruptedException {
    Machine.Said swapped =
        stage.cobalt().command("send", "--to", "amber", "--place", "7.8820, 46.2930", "our post");
    if (swapped.exitCode() == 0 || !swapped.err().contains("--as-typed")) {
      throw new StepFailed("a swapped position went through: " + swapped.out() + swapped.err());
    }
    teller.say("Cobalt types a position the wrong way round: it is not sent, and told why.");
    String sent =
        stage
            .cobalt()
            .must("send", "--to", "amber", "--place", "46.2930, 7.8820", "our post")
            .out();
    String id = sent.substring(0, sent.indexOf(' '));
    arrive(stage.amber(), id);
    stage.amber().must("read-back", id, "--place", "1", "46.3830, 7.8820");
    becomes(id, "differs");
    teller.say("Amber reads it back 10 km off: both sides see it, and nothing is confirmed.");
    stage.amber().must("read-back", id, "--place", "1", "46.2930, 7.8820");
    becomes(id, "confirmed");
    teller.say("Amber reads it back again, right: confirmed. The wrong one stays on record.");
  }

  /// After the suspension the next FLASH goes through as ever.
  void flashAllTheSame() throws IOException, InterruptedException {
    String sent = stage.amber().must("send", "--to", "cobalt", "--phrase", "unsafe", "ferry").out();
    String id = sent.substring(0, sent.indexOf(' '));
    arrive(stage.cobalt(), id);
    stage.cobalt().must("acknowledge", id);
    Waiting.until(
        "Amber's FLASH is acknowledged",
        PATIENCE_S,
        () -> states(stage.amber(), id).stream().anyMatch(state -> state.has("acknowledged")));
    teller.say("Amber's next FLASH, " + id + ", sounds at Cobalt's desk and is acknowledged.");
  }

  private void becomes(String id, String state) throws IOException, InterruptedException {
    for (Machine machine : List.of(stage.amber(), stage.cobalt())) {
      Waiting.until(
          machine.party() + " sees that it " + state,
          PATIENCE_S,
          () ->
              states(machine, id).stream()
                  .anyMatch(each -> each.path("read_back").path("state").asString().equals(state)));
    }
  }

  private static void arrive(Machine machine, String id) throws IOException, InterruptedException {
    Waiting.until(
        id + " arrives at " + machine.party(), PATIENCE_S, () -> !states(machine, id).isEmpty());
  }

  private static List<JsonNode> findings(Machine machine) {
    return list(machine, "findings", "findings");
  }

  /// What each reader has said of a message; nothing if it is not there.
  private static List<JsonNode> states(Machine machine, String id) {
    return list(machine, "messages", "messages").stream()
        .filter(message -> message.path("id").asString().equals(id))
        .flatMap(message -> message.path("states").valueStream())
        .toList();
  }

  private static List<JsonNode> list(Machine machine, String member, String command) {
    List<JsonNode> items = new ArrayList<>();
    machine.must(command, "--json").json().path(member).forEach(items::add);
    return items;
  }
}
