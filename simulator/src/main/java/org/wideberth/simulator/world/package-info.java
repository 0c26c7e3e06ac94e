/// Many production engines in one thread, on a simulated clock, network and disk, from one seed.
@NullMarked
package org.wideberth.simulator.world;

import org.jspecify.annotations.NullMarked;
