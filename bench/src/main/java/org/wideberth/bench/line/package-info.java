/// Sides of lines against a slow oracle that shares no code with the kernel.
@NullMarked
package org.wideberth.bench.line;

import org.jspecify.annotations.NullMarked;
