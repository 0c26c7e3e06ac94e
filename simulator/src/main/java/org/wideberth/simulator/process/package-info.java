/// Real node processes on loopback, with cables between them that can be cut: what the demo, the
/// crash run and the benchmarks drive.
@NullMarked
package org.wideberth.simulator.process;

import org.jspecify.annotations.NullMarked;
