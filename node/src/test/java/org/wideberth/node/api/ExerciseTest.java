package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.Node;
import org.wideberth.node.cli.Main;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Origin;

/// An exercise has keys and a name of its own, says what it is, and never mixes with the real
/// thing.
class ExerciseTest extends TwoSides {
  private static Side exercise(Path directory, String party) throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve(party + "-exercise"));
    KeyFiles.Made made =
        KeyFiles.make(
            data,
            Origin.parse("lower-valley-exercise/" + party + "/1").orThrow(),
            DisplayName.parse(party).orThrow(),
            List.of(),
            new SecureRandom(),
            Instant.now());
    return new Side(Node.open(data.path()), made.party().apiToken(), data.path());
  }

  @Test
  void cardsAndCourierFilesOfAnExerciseAreRefusedInTheRealTheatreAndTheOtherWayRound(
      @TempDir Path directory) throws IOException {
    enrolEachOther();
    Side amberX = exercise(directory, "amber");
    Side cobaltX = exercise(directory, "cobalt");
    try {
      assertThat(get(amberX, "/api/v1/me", "Me")).containsEntry("exercise", true);
      assertThat(get(amber, "/api/v1/me", "Me")).containsEntry("exercise", false);
      assertThat(problem(amber, "/api/v1/cards", cobaltX.node().card().text()).toString())
          .contains("the card is for the theatre lower-valley-exercise");
      assertThat(problem(amberX, "/api/v1/cards", cobalt.node().card().text()).toString())
          .contains("the card is for the theatre lower-valley,");

      post(amberX, "/api/v1/cards", cobaltX.node().card().text(), "Card", 201);
      post(cobaltX, "/api/v1/cards", amberX.node().card().text(), "Card", 201);
      String stop = "{\"to\":[\"cobalt\"],\"phrase\":\"stop\"}";
      post(amberX, "/api/v1/messages", stop, "Message", 201);
      Response file = amberX.ask(Method.POST, "/api/v1/courier/export", "{\"to\":\"cobalt\"}");
      Response taken =
          cobalt.ask(Method.POST, "/api/v1/courier/import", new String(file.bytes(), UTF_8));
      assertThat(taken.status()).isGreaterThanOrEqualTo(400);
      assertThat(get(cobalt, "/api/v1/messages", "Messages").toString()).doesNotContain("stop");
      assertThat(get(cobalt, "/api/v1/alarms", "Alarms").toString()).doesNotContain("FLASH");
    } finally {
      amberX.node().close();
      cobaltX.node().close();
    }
  }

  private static String run(String... args) {
    StringWriter said = new StringWriter();
    try (PrintWriter out = new PrintWriter(said)) {
      Main.run(out, out, args);
    }
    return said.toString();
  }

  @Test
  void commandsSayThatItIsAnExerciseAndOnlyOneThatWasAskedForIsNamedSo(@TempDir Path directory) {
    String data = directory.resolve("x").toString();
    String[] init = {
      "init", "--data", data, "--theatre", "ford", "--party", "amber", "--name", "Amber"
    };
    String[] named = init.clone();
    named[4] = "ford-exercise";
    assertThat(run(named)).contains("--theatre: only an exercise is named so");
    String[] asked = Arrays.copyOf(init, init.length + 1);
    asked[init.length] = "--exercise";
    assertThat(run(asked))
        .contains("*** EXERCISE ford-exercise")
        .contains("Made ford-exercise/amber/1");
    assertThat(run("messages", "--data", data)).startsWith("*** EXERCISE ford-exercise");
    assertThat(run("channel-tests", "--data", data)).startsWith("*** EXERCISE ford-exercise");
    String real = directory.resolve("real").toString();
    String[] again = init.clone();
    again[2] = real;
    assertThat(run(again)).contains("Made ford/amber/1").doesNotContain("EXERCISE");
    assertThat(run("messages", "--data", real)).doesNotContain("EXERCISE");
  }
}
