@NullMarked
package org.wideberth.simulator.disk;

import org.jspecify.annotations.NullMarked;
