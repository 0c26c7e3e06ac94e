package org.wideberth.node.peering;

import org.wideberth.node.engine.PeerChannel;
import org.wideberth.party.PartyId;

/// What hears of links and frames.
///
/// For one peer all calls come one after the other: `up`, then frames of that link, then `down`,
/// and only then the next `up`. Calls for different peers come at the same time, each peer on a
/// virtual thread of its own, and may wait: then no more is read from that peer's link once
/// [PeerLink#RECEIVED_BYTES_MAX] are waiting.
public interface PeerEvents {
  void up(PartyId peer, PeerChannel channel) throws InterruptedException;

  void frame(PartyId peer, PeerChannel channel, byte[] frame) throws InterruptedException;

  void down(PartyId peer, PeerChannel channel) throws InterruptedException;
}
