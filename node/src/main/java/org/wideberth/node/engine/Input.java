package org.wideberth.node.engine;

import java.time.Duration;
import java.util.function.Consumer;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;

/// Everything that can happen to an engine. Inputs are processed in the order given, in batches.
public sealed interface Input {

  /// Somebody of the own party wants something done.
  ///
  /// @param reply called once, on the engine's thread, after the entries are durable and applied
  record Ask(Command command, Consumer<Outcome<Done>> reply) implements Input {}

  /// An authenticated link to an enrolled peer came up; it replaces an earlier one.
  record PeerUp(PartyId peer, PeerChannel channel) implements Input {}

  /// That link is gone.
  record PeerDown(PartyId peer, PeerChannel channel) implements Input {}

  /// A frame arrived on it.
  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record PeerFrame(PartyId peer, PeerChannel channel, byte[] frame) implements Input {}

  /// A peer has sent more than its share of this node's time for a while, or does so no more.
  record HeldBack(PartyId peer, Pace pace) implements Input {}

  /// How fast a peer sends.
  enum Pace {
    OVER,
    WITHIN
  }

  /// Time has passed; sent about once a second.
  ///
  /// @param elapsed since the last one, by a clock that nobody can set; zero if that is not known
  record Tick(Duration elapsed) implements Input {
    /// Of which nobody measured how long it was.
    public Tick() {
      this(Duration.ZERO);
    }
  }
}
