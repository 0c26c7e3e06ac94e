package org.wideberth.node.engine;

import java.time.Instant;
import org.wideberth.party.Card;

/// A peer whose card this node has.
///
/// @param since when the first card of that fingerprint was enrolled, by the own clock
public record Enrolled(Card card, Instant since) {}
