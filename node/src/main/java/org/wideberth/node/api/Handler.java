package org.wideberth.node.api;

/// Answers one request. May block; called on a virtual thread.
@FunctionalInterface
interface Handler {
  Response handle(Request request);
}
