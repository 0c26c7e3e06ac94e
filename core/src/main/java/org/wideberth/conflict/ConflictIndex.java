package org.wideberth.conflict;

import java.util.List;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

/// The live operations, by where and when. One writer; not thread-safe.
public interface ConflictIndex {

  /// Puts a live operation in, in place of what stood there under its id.
  LiveOperation put(Operation operation);

  /// Takes an operation out, if it is there.
  void remove(OperationId id);

  /// The live operations of other parties that might be closer than `lateralCm` at some time:
  /// all that are, and as few others as can be told quickly. In no order.
  List<LiveOperation> candidates(LiveOperation operation, long lateralCm);

  /// How many are in.
  int size();
}
