@NullMarked
package org.wideberth.simulator.adversary;

import org.jspecify.annotations.NullMarked;
