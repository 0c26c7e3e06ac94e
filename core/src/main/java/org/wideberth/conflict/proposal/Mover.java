package org.wideberth.conflict.proposal;

import java.time.Instant;
import org.wideberth.conflict.BindingArticles;
import org.wideberth.conflict.Nearby;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;

/// An operation that might be changed, and what matters to it.
///
/// @param operation as it is, or as it would be if it were declared
/// @param typed its content as its author gave it; as disclosed where nobody knows better
/// @param nearby for a widening by [Proposals#SHIFT_MAX] and [Proposals#ASIDE_MAX_M] at least
/// @param articles that bind its party
public record Mover(
    Operation operation, OperationContent typed, Nearby nearby, BindingArticles articles) {

  /// One that stands as it is.
  public static Mover of(Operation operation, Nearby nearby, BindingArticles articles) {
    return new Mover(operation, operation.content(), nearby, articles);
  }

  /// Its revision with that content, filed now.
  public Operation changed(OperationContent content, Instant now) {
    return new Operation(
        operation.id(),
        operation.revision() + 1,
        operation.state(),
        content,
        operation.readers(),
        now,
        operation.latest());
  }
}
