package org.wideberth.node.journal;

import java.io.IOException;

/// Opens one particular journal, the same each time. The new opening is its only writer: every
/// earlier one is fenced before this returns.
@FunctionalInterface
public interface JournalOpener {
  /// Opens the journal, and makes it if there is none.
  ///
  /// @throws JournalInUse if another process that is still alive has it open
  Journal open() throws IOException;
}
