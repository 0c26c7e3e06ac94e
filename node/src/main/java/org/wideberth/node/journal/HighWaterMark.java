package org.wideberth.node.journal;

import java.io.IOException;

/// How far the own log was ever signed, kept apart from the journal: a journal that ends before it
/// was restored from an older backup, and whoever signed on would fork the log.
///
/// Used by one thread.
public interface HighWaterMark {

  /// Entries that were signed, as far as it is known here.
  long size();

  /// False if this machine has no memory of that log: it may have been signed elsewhere.
  default boolean isKnown() {
    return true;
  }

  /// Before the first signature over that many entries, and after they are durable. Outlives the
  /// process when it returns; a loss of power only after [#sync].
  void raise(long size) throws IOException;

  /// Called about once a second. A mark that lags a second behind misses only backups as young as
  /// that; one that were ahead of the journal would stop a node for nothing.
  void sync() throws IOException;

  /// No memory at all: nothing protects but the peers.
  static HighWaterMark none() {
    return new HighWaterMark() {
      @Override
      public long size() {
        return 0;
      }

      @Override
      public void raise(long size) {}

      @Override
      public void sync() {}
    };
  }
}
