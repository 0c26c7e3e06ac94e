@NullMarked
package org.wideberth.simulator;

import org.jspecify.annotations.NullMarked;
