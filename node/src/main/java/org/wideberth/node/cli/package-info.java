/// The command line of a node. Commands ask the node that runs on their data directory over its
/// API; if none runs they open the data themselves and ask the same routes in memory.
@NullMarked
package org.wideberth.node.cli;

import org.jspecify.annotations.NullMarked;
