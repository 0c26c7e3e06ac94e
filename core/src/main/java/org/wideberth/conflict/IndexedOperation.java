package org.wideberth.conflict;

import org.jspecify.annotations.Nullable;

/// An operation that stands in an index, with the numbers of its volumes there. Owned by the index.
final class IndexedOperation {
  private final int[] numbers;
  private volatile LiveOperation operation;
  private volatile @Nullable IndexedOperation next;

  IndexedOperation(LiveOperation operation) {
    this.operation = operation;
    this.numbers = new int[operation.volumes().size()];
  }

  LiveOperation operation() {
    return operation;
  }

  /// It is the same volumes in another state.
  void become(LiveOperation changed) {
    operation = changed;
  }

  /// Other volumes are there in place of these, already.
  void replacedBy(IndexedOperation other) {
    next = other;
  }

  /// What is there in its place; itself if nothing is.
  IndexedOperation latest() {
    IndexedOperation latest = this;
    for (IndexedOperation later = next; later != null; later = later.next) {
      latest = later;
    }
    return latest;
  }

  int number(int volume) {
    return numbers[volume];
  }

  void number(int volume, int number) {
    numbers[volume] = number;
  }
}
