package org.wideberth.channel;

import java.util.Optional;
import org.wideberth.geo.Position;
import org.wideberth.party.DisplayName;

/// A place that a message is about.
///
/// @param label what people call it
public record NamedPlace(Optional<DisplayName> label, Position at) {}
