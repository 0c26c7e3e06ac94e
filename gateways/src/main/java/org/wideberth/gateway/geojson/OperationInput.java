package org.wideberth.gateway.geojson;

import java.util.List;
import java.util.Optional;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Basis;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;

/// An operation as somebody describes it, before the node decides on it. Immutable.
///
/// The volumes are as fine as they were given: rounding them to `grain` is for the decision, before
/// anything is signed.
///
/// @param name what people call it; empty if its author gave none
/// @param kind what it is
/// @param priority as in [OperationContent]
/// @param grain how coarsely its author wants it disclosed
/// @param audience who is to see it; left out, everybody sees a new operation, and a revision keeps
///     its readers
/// @param volumes at least one, in the order of the file
/// @param basis on what its author says that it rests
public record OperationInput(
    String name,
    Kind kind,
    int priority,
    Grain grain,
    Optional<Audience> audience,
    List<Volume> volumes,
    Optional<Basis> basis) {
  public OperationInput {
    volumes = List.copyOf(volumes);
  }

  /// Without a basis.
  public OperationInput(
      String name,
      Kind kind,
      int priority,
      Grain grain,
      Optional<Audience> audience,
      List<Volume> volumes) {
    this(name, kind, priority, grain, audience, volumes, Optional.empty());
  }

  /// The same under another name.
  public OperationInput named(String newName) {
    return new OperationInput(newName, kind, priority, grain, audience, volumes, basis);
  }

  /// The same on another basis.
  public OperationInput on(Optional<Basis> newBasis) {
    return new OperationInput(name, kind, priority, grain, audience, volumes, newBasis);
  }

  /// The content that this describes, if it is within an operation's limits.
  public Outcome<OperationContent> content() {
    return OperationContent.of(kind, priority, grain, name, volumes, basis);
  }
}
