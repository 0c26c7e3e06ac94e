package org.wideberth.simulator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import tools.jackson.databind.JsonNode;

/// Two parties' machines that know each other, have agreed on 5 NM and 1000 ft, and are linked
/// through a cable that can be pulled.
///
/// Owned by one thread.
public final class Pair implements AutoCloseable {
  private static final int PATIENCE_S = 60;

  private final Path directory;
  private final Machine first;
  private final Machine second;
  private final PatchCable cable;

  private Pair(Path directory) throws IOException {
    this.directory = directory;
    this.first = new Machine("amber", directory.resolve("amber"));
    this.second = new Machine("cobalt", directory.resolve("cobalt"));
    this.cable = new PatchCable(second.peerPort());
  }

  /// Makes the two in an empty directory, starts them, and waits until both hold the same rules.
  ///
  /// @throws StepFailed with what went wrong
  public static Pair open(Path directory) throws IOException, InterruptedException {
    return open(directory, new TheatreId("range"));
  }

  /// The same two, in an exercise.
  public static Pair exercise(Path directory) throws IOException, InterruptedException {
    return open(directory, new TheatreId("range" + TheatreId.EXERCISE));
  }

  private static Pair open(Path directory, TheatreId theatre)
      throws IOException, InterruptedException {
    Pair pair = new Pair(directory);
    try {
      pair.meet(theatre);
      return pair;
    } catch (IOException | InterruptedException | StepFailed failed) {
      pair.close();
      throw failed;
    }
  }

  private void meet(TheatreId theatre) throws IOException, InterruptedException {
    List<String> init = new ArrayList<>(List.of("init", "--theatre", theatre.text()));
    if (theatre.isExercise()) {
      init.add("--exercise");
    }
    first.must(with(init, "--party", "amber", "--name", "Amber"));
    String address = "wss://127.0.0.1:" + cable.port();
    second.must(with(init, "--party", "cobalt", "--name", "Cobalt", "--address", address));
    Files.createDirectories(cards());
    for (Machine machine : machines()) {
      Files.writeString(cards().resolve(machine.party() + ".card"), machine.must("card").out());
      machine.start();
    }
    first.must("enrol", cards().resolve("cobalt.card").toString());
    second.must("enrol", cards().resolve("amber.card").toString());
    Path rules = directory.resolve("rules.json");
    Files.writeString(
        rules,
        RulesDocument.uniform(
                theatre,
                1,
                "Range",
                List.of(new PartyId("amber"), new PartyId("cobalt")),
                Minimum.ofMetresAndFeet(9260, 1000))
            .toText());
    first.must("rules", "propose", rules.toString());
    for (Machine machine : machines()) {
      until(machine, "/api/v1/rules", answer -> !answer.path("documents").isEmpty());
      String hash = machine.get("/api/v1/rules").path("documents").get(0).path("hash").asString();
      machine.must("rules", "adopt", hash);
    }
    for (Machine machine : machines()) {
      until(machine, "/api/v1/rules", answer -> answer.has("in_force"));
    }
  }

  private static String[] with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
  }

  /// What is awaited of an answer.
  @FunctionalInterface
  public interface Condition {
    boolean holds(JsonNode answer);
  }

  /// Asks a machine until the answer is as awaited.
  ///
  /// @throws StepFailed if it does not come within a minute
  public static void until(Machine machine, String path, Condition condition)
      throws IOException, InterruptedException {
    Waiting.until(machine.party() + path, PATIENCE_S, () -> condition.holds(machine.get(path)));
  }

  /// True if each holds all of the other's log, and has the other's receipt for all of its own.
  public boolean level() throws IOException, InterruptedException {
    JsonNode one = first.get("/api/v1/links").path("links").get(0);
    JsonNode two = second.get("/api/v1/links").path("links").get(0);
    long firstSize = one.path("our_size").asLong();
    long secondSize = two.path("our_size").asLong();
    return one.path("their_size_of_ours").asLong() == firstSize
        && two.path("our_size_of_theirs").asLong() == firstSize
        && two.path("their_size_of_ours").asLong() == secondSize
        && one.path("our_size_of_theirs").asLong() == secondSize;
  }

  public Machine first() {
    return first;
  }

  public Machine second() {
    return second;
  }

  public List<Machine> machines() {
    return List.of(first, second);
  }

  public PatchCable cable() {
    return cable;
  }

  public Path directory() {
    return directory;
  }

  /// The directory with both cards.
  public Path cards() {
    return directory.resolve("cards");
  }

  @Override
  public void close() throws IOException {
    first.close();
    second.close();
    cable.close();
  }
}
