/// What a node must not lose: records in order and bodies by hash, durable before anything is said
/// about them.
@NullMarked
package org.wideberth.node.journal;

import org.jspecify.annotations.NullMarked;
