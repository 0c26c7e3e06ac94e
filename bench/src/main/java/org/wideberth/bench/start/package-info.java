/// How long a node with very many live operations takes to start.
@NullMarked
package org.wideberth.bench.start;

import org.jspecify.annotations.NullMarked;
