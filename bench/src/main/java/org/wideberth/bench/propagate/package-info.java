/// How long it takes from a declaration to the other party's board, through real nodes.
@NullMarked
package org.wideberth.bench.propagate;

import org.jspecify.annotations.NullMarked;
