package org.wideberth.conflict;

import org.jspecify.annotations.Nullable;

/// An operation that stands in an index, with the numbers of its volumes there. Owned by the index.
final class IndexedOperation {
  private final int which;
  private final int[] numbers;
  private volatile LiveOperation operation;

  /// Itself if nothing is there in its place.
  private volatile @Nullable IndexedOperation next;

  /// @param which tells it from others while it is in, wherever it moves
  IndexedOperation(LiveOperation operation, int which) {
    this.operation = operation;
    this.which = which;
    this.numbers = new int[operation.volumes().size()];
  }

  LiveOperation operation() {
    return operation;
  }

  int which() {
    return which;
  }

  /// It is the same volumes in another state.
  void become(LiveOperation changed) {
    operation = changed;
  }

  /// Other volumes are there in place of these, already.
  void replacedBy(IndexedOperation other) {
    next = other;
  }

  /// It is not there any more.
  void leave() {
    next = this;
  }

  /// What is there in its place, itself if it stands; null if it is not there any more.
  @Nullable IndexedOperation latest() {
    IndexedOperation latest = this;
    while (true) {
      IndexedOperation later = latest.next;
      if (later == null) {
        return latest;
      }
      if (later == latest) {
        return null;
      }
      latest = later;
    }
  }

  int number(int volume) {
    return numbers[volume];
  }

  void number(int volume, int number) {
    numbers[volume] = number;
  }
}
