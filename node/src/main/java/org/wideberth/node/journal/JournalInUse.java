package org.wideberth.node.journal;

import java.io.IOException;

/// Another process that is still alive has the journal open.
public final class JournalInUse extends IOException {
  public JournalInUse(String detail) {
    super(detail);
  }
}
