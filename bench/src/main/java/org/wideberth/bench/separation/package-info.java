/// The separation kernel against a slow oracle that shares no code with it.
@NullMarked
package org.wideberth.bench.separation;

import org.jspecify.annotations.NullMarked;
