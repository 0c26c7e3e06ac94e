package org.wideberth.conflict;

import java.util.function.Predicate;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

/// The live operations, by where and when. One writer; others look into it beside the writer, each
/// through its own [Candidates].
public interface ConflictIndex {

  /// Puts a live operation in, in place of what stood there under its id. Who looks meanwhile sees
  /// the one or the other.
  LiveOperation put(Operation operation);

  /// Takes an operation out, if it is there.
  void remove(OperationId id);

  /// How many are in.
  int size();

  /// Gives each that is in, in no order. For the writer.
  ///
  /// @param to returns false to end it
  void forEach(Predicate<LiveOperation> to);

  /// For one thread, the writer's or another, for as long as it likes.
  Candidates candidates();
}
