/// Every parser of foreign bytes, fed with what a coverage-guided fuzzer (Jazzer) makes up.
@NullMarked
package org.wideberth.bench.fuzz;

import org.jspecify.annotations.NullMarked;
