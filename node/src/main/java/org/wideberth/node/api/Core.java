package org.wideberth.node.api;

import java.util.List;
import java.util.function.Function;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.Engine;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.engine.Enrolled;
import org.wideberth.party.Card;
import org.wideberth.refusal.Outcome;

/// The engine as the routes use it. Thread-safe.
///
/// @param asking hands a command to the engine and waits until it is durable and applied
public record Core(Engine engine, Function<Command, Outcome<Done>> asking) {
  /// The peers' cards that are enrolled.
  public List<Card> cards() {
    return read(view -> view.cards().values().stream().map(Enrolled::card).toList());
  }

  Outcome<Done> ask(Command command) {
    return asking.apply(command);
  }

  <T> T read(Function<EngineView, T> question) {
    return engine.read(question);
  }
}
