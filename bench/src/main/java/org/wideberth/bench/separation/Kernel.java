package org.wideberth.bench.separation;

import org.wideberth.geo.HeightContext;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separation;

/// What is compared with the oracle: [org.wideberth.geo.Separations#between], or a broken copy.
@FunctionalInterface
interface Kernel {
  Separation between(PreparedVolume a, PreparedVolume b, Minimum minimum, HeightContext context);
}
