package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wideberth.party.PartyId;

/// How the link to a peer is, and how old this node's picture of that party can be.
///
/// @param up whether frames pass now
/// @param since since when it is so; empty if it was never up since this node started
/// @param lastHeard when anything last came from the peer; the picture of it is no younger
/// @param roundTrip of the last ping
/// @param theirSizeOfOurs entries of the own log that the peer has receipted
/// @param ourSize entries in the own log
/// @param ourSizeOfTheirs entries of the peer's log that are held here
public record LinkStatus(
    PartyId party,
    boolean up,
    Optional<Instant> since,
    Optional<Instant> lastHeard,
    Optional<Duration> roundTrip,
    long theirSizeOfOurs,
    long ourSize,
    long ourSizeOfTheirs) {}
