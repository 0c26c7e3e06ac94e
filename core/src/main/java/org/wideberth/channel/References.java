package org.wideberth.channel;

import java.util.List;
import org.wideberth.operation.OperationId;
import org.wideberth.record.Hash;

/// What a message is about. Immutable.
///
/// @param findings by id
public record References(
    List<OperationId> operations, List<Hash> findings, List<NamedPlace> places) {
  /// References of one sort: what a person can look at.
  public static final int EACH_MAX = 16;

  /// @throws IllegalArgumentException if there are more than [#EACH_MAX] of a sort
  public References {
    operations = List.copyOf(operations);
    findings = List.copyOf(findings);
    places = List.copyOf(places);
    if (Math.max(operations.size(), Math.max(findings.size(), places.size())) > EACH_MAX) {
      throw new IllegalArgumentException("more references than a person can look at");
    }
  }

  public static References none() {
    return new References(List.of(), List.of(), List.of());
  }
}
