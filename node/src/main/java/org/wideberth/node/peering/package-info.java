/// The link between two parties' nodes: one mutually authenticated WebSocket that either side may
/// dial and that carries both directions. What the frames say is the engine's business.
@NullMarked
package org.wideberth.node.peering;

import org.jspecify.annotations.NullMarked;
