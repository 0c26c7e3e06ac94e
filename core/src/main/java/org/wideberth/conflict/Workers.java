package org.wideberth.conflict;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Who does many pieces of work that do not depend on each other: one after the other, or several
/// at once.
@FunctionalInterface
public interface Workers {
  /// Does the pieces 0 to `count` less one, in any order, and returns when all are done; what was
  /// written before by the caller is seen by all, and what they write by the caller.
  ///
  /// @param worker makes what one thread does its pieces with
  void forEach(int count, Supplier<IntConsumer> worker);

  /// The calling thread, by itself.
  static Workers alone() {
    return (count, worker) -> {
      IntConsumer one = worker.get();
      for (int i = 0; i < count; i++) {
        one.accept(i);
      }
    };
  }
}
