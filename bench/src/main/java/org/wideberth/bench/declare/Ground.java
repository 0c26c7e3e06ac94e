package org.wideberth.bench.declare;

import java.io.IOException;
import java.util.List;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.bench.load.Requests;
import org.wideberth.geo.Minimum;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.Waiting;

/// What both benches begin from: two nodes with room for very many operations, which have agreed on
/// small minima. Stateless.
final class Ground {
  static final int PATIENCE_S = 3_600;

  private static final int HEAP_MB = 2_048;

  /// What an operation takes in the memory of a node, entry, picture and index together, and room
  /// for the collector.
  private static final int KIB_PER_OPERATION = 10;

  private static final int DAY_MIB_PER_THOUSAND = 12;

  private Ground() {}

  /// Starts both anew.
  ///
  /// @param operations that there will be
  static void prepare(Pair pair, int operations, Minimum minimum)
      throws IOException, InterruptedException {
    long heap = HEAP_MB + (long) operations * KIB_PER_OPERATION / 1024;
    List<String> options =
        List.of(
            "-Xmx" + heap + "m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MaxGCPauseMillis=30",
            "-XX:MetaspaceSize=64m");
    String day = Long.toString(1_024 + (long) operations * DAY_MIB_PER_THOUSAND / 1_000);
    for (Machine machine : pair.machines()) {
      machine.stop();
      machine.startServing(options, List.of("--peer-day", day));
    }
    agree(pair, minimum);
  }

  private static void agree(Pair pair, Minimum minimum) throws IOException, InterruptedException {
    String rules =
        RulesDocument.uniform(
                new TheatreId("range"),
                2,
                "Small aircraft",
                List.of(new PartyId("amber"), new PartyId("cobalt")),
                minimum)
            .toText();
    String hash =
        Requests.post(pair.first(), "/api/v1/rules", rules).json().path("hash").asString();
    Requests.post(pair.first(), "/api/v1/rules/" + hash + "/adopt", "");
    String adopt = "/api/v1/rules/" + hash + "/adopt";
    Waiting.until(
        "the proposal arrives",
        PATIENCE_S,
        () -> pair.second().api("POST", adopt, "").status() == 200);
    for (Machine machine : pair.machines()) {
      Pair.until(
          machine, "/api/v1/rules", answer -> answer.path("in_force").toString().contains(hash));
    }
  }
}
