/// A disk in memory that forgets what was not synced, and the journal on it.
@NullMarked
package org.wideberth.simulator.disk;

import org.jspecify.annotations.NullMarked;
