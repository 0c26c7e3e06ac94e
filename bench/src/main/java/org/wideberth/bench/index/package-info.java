/// How long it takes to find what an operation is in conflict with among very many.
@NullMarked
package org.wideberth.bench.index;

import org.jspecify.annotations.NullMarked;
