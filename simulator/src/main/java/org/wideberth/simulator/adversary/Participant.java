package org.wideberth.simulator.adversary;

import org.wideberth.node.engine.PeerChannel;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;

/// One end of a wire: an honest node or a liar.
interface Participant {
  PartyId party();

  Card card();

  boolean runs();

  /// True if it would take that party's calls.
  boolean knows(PartyId party);

  void up(PartyId peer, PeerChannel channel);

  void down(PartyId peer, PeerChannel channel);

  void frame(PartyId peer, PeerChannel channel, byte[] frame);

  default boolean isHonest() {
    return false;
  }
}
