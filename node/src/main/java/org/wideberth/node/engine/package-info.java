/// The spine of a node: decides, journals, applies, answers, and talks to its peers. Deterministic
/// given its inputs, clock and entropy, so that the simulator runs exactly this code.
@NullMarked
package org.wideberth.node.engine;

import org.jspecify.annotations.NullMarked;
