package org.wideberth.node.api;

import java.util.Optional;

/// Knows who may come in.
interface Door {
  /// Whose API token this is; compared in constant time.
  Optional<Caller> byToken(String token);

  /// Whose session this is, if it is not over.
  Optional<Caller> bySession(String session);
}
