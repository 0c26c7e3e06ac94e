package org.wideberth.conflict;

/// An operation that stands in an index, with the numbers of its volumes there. Owned by the index.
final class IndexedOperation {
  private final int[] numbers;
  private volatile LiveOperation operation;

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

  int number(int volume) {
    return numbers[volume];
  }

  void number(int volume, int number) {
    numbers[volume] = number;
  }
}
