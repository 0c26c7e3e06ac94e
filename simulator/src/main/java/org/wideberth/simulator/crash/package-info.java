/// Real processes, killed at random moments under load: what was acknowledged must be there.
@NullMarked
package org.wideberth.simulator.crash;

import org.jspecify.annotations.NullMarked;
