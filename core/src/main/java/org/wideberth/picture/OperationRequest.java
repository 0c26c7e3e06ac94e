package org.wideberth.picture;

import java.util.List;
import java.util.Optional;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Basis;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.record.Audience;

/// What a person or system of the own party wants an operation to be. Nothing in it is checked yet
/// but the shapes of the volumes.
///
/// @param volumes as fine as they are known; they are rounded to `grain` before anything is signed
/// @param audience who is to have it; left out, everybody has a new operation, and a revised one
///     keeps its readers
/// @param basis on what the party says that it rests
public record OperationRequest(
    Kind kind,
    int priority,
    Grain grain,
    String name,
    List<Volume> volumes,
    Optional<Audience> audience,
    Optional<Basis> basis) {
  public OperationRequest {
    volumes = List.copyOf(volumes);
  }

  /// Without a basis.
  public OperationRequest(
      Kind kind,
      int priority,
      Grain grain,
      String name,
      List<Volume> volumes,
      Optional<Audience> audience) {
    this(kind, priority, grain, name, volumes, audience, Optional.empty());
  }
}
