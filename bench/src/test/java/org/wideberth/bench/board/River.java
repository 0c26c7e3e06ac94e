package org.wideberth.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.Waiting;

/// A line along 7.3° E that amber keeps to the left of, and small minima. Stateless.
final class River {
  private static final int PATIENCE_S = 20;

  private River() {}

  /// Both parties adopt it.
  static void agree(Pair pair) throws IOException, InterruptedException {
    String plain =
        RulesDocument.uniform(
                new TheatreId("range"),
                7,
                "River",
                List.of(new PartyId("amber"), new PartyId("cobalt")),
                Minimum.ofMetresAndFeet(100, 100))
            .toText();
    String line =
        ",\"lines\":[{\"id\":\"river\",\"name\":\"The river\",\"path\":[[460000000,73000000],"
            + "[464000000,73000000]],\"tolerance_mm\":50000,\"reach_m\":20000,"
            + "\"sides\":[{\"party\":\"amber\",\"side\":\"left\"}]}]}";
    String text = plain.substring(0, plain.lastIndexOf('}')) + line;
    Machine.Answer proposed = pair.first().api("POST", "/api/v1/rules", text);
    assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
    String adopt = "/api/v1/rules/" + proposed.json().path("hash").asString() + "/adopt";
    assertThat(pair.first().api("POST", adopt, "").status()).isEqualTo(200);
    Waiting.until(
        "the proposal comes",
        PATIENCE_S,
        () -> pair.second().api("POST", adopt, "").status() == 200);
  }
}
