package org.wideberth.bench.load;

import java.io.IOException;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;

/// Requests that must be answered with what was asked for. Stateless.
public final class Requests {
  private Requests() {}

  /// Posts a body.
  ///
  /// @throws StepFailed if it is refused
  public static Machine.Answer post(Machine machine, String path, String body)
      throws IOException, InterruptedException {
    Machine.Answer answer = machine.api("POST", path, body);
    if (answer.status() / 100 != 2) {
      throw new StepFailed("%s: %d %s".formatted(path, answer.status(), answer.body()));
    }
    return answer;
  }
}
