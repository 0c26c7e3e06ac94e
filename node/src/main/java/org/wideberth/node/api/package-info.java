/// What a node offers to its own party's people and systems over HTTP, as `openapi.yaml` says.
///
/// Requests and responses are records; a [org.wideberth.node.api.Router] finds the handler, a
/// [org.wideberth.node.api.Gate] decides who may come in, and a [org.wideberth.node.api.WebServer]
/// carries it all on Jetty. The command line uses the same routes without a network.
@NullMarked
package org.wideberth.node.api;

import org.jspecify.annotations.NullMarked;
