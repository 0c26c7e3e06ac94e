package org.wideberth.node.journal;

import java.io.IOException;

/// The journal does not hold what was written to it. The node must not sign from it; people have to
/// decide what to restore.
public final class JournalDamaged extends IOException {
  public JournalDamaged(String detail) {
    super(detail);
  }
}
