package org.wideberth.conflict;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.party.PartyId;

/// Looks into a [ConflictIndex]: for one thread, beside the writer. What is there from before the
/// question until after the answer is given, all of it, as it was or as it became meanwhile; what
/// comes or goes meanwhile may be given or not.
public interface Candidates {
  /// As `verticalTenthMm`, so that heights count for nothing.
  long ANY_HEIGHT = Long.MAX_VALUE;

  /// Gives each operation once that has a volume which might be closer to one of these at some time
  /// than both minima: all that are, and as few others as can be told quickly. In no order.
  ///
  /// @param except whose operations are left out
  /// @param lateralCm the least distance
  /// @param verticalTenthMm the least difference of height, or [#ANY_HEIGHT]
  /// @param to returns false to end it
  void forEach(
      List<PreparedVolume> volumes,
      Optional<PartyId> except,
      long lateralCm,
      long verticalTenthMm,
      Predicate<LiveOperation> to);

  /// How many entries were compared so far, of all questions.
  long visited();

  /// The same, for an operation and those of other parties.
  void forEach(
      LiveOperation operation, long lateralCm, long verticalTenthMm, Predicate<LiveOperation> to);
}
