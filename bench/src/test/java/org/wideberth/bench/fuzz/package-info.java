@NullMarked
package org.wideberth.bench.fuzz;

import org.jspecify.annotations.NullMarked;
