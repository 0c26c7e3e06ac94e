package org.wideberth.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Engine;
import org.wideberth.node.engine.Input;
import org.wideberth.refusal.Outcome;

/// Courier files, to a running engine.
final class CourierTarget extends FrameTarget {
  @Override
  public void take(byte[] bytes) {
    List<Outcome<?>> replies = new ArrayList<>();
    Engine engine = engine();
    engine.process(List.of(new Input.Ask(new Command.ImportCourier(bytes), replies::add)));
    if (replies.size() != 1 || engine.hasFailed()) {
      throw new IllegalStateException("a courier file was not answered");
    }
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(engine().read(view -> view.courier(Samples.COBALT.origin().party())).orThrow());
  }
}
