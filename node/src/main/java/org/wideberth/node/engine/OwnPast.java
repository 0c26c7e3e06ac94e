package org.wideberth.node.engine;

import java.util.Optional;
import org.wideberth.party.Card;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.record.SealSecret;

/// An epoch of the own log that is over.
///
/// @param card the party's card in that epoch
/// @param next what ended it
/// @param last the own checkpoint at its end; empty where the log was lost with its machine
/// @param seal opens what peers sealed to the party in that epoch; lost likewise
public record OwnPast(Card card, NewKeys next, Optional<String> last, Optional<SealSecret> seal) {}
