/// How many declarations a node takes in a second, with very many live ones and a peer that holds
/// them too.
@NullMarked
package org.wideberth.bench.declare;

import org.jspecify.annotations.NullMarked;
