package org.wideberth.operation;

import java.util.ArrayList;
import java.util.List;
import org.wideberth.geo.Coarsening;
import org.wideberth.geo.Volume;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;

/// Rounds an operation outwards to its grain: what is signed never held the fine volumes.
/// Stateless.
public final class Rounded {
  private Rounded() {}

  /// The content as it is disclosed.
  public static Outcome<OperationContent> of(OperationContent fine) {
    if (fine.grain() == Grain.EXACT) {
      return Outcome.accept(fine);
    }
    List<Volume> coarse = new ArrayList<>();
    for (int i = 0; i < fine.volumes().size(); i++) {
      switch (Coarsening.outwards(fine.volumes().get(i), fine.grain().cellM())) {
        case Outcome.Accepted<Volume>(Volume volume) -> coarse.add(volume);
        case Outcome.Refused<Volume>(Refusal refusal) -> {
          return Outcome.refuse(
              refusal.code(),
              "volumes[%d], rounded to %s: %s".formatted(i, fine.grain().word(), refusal.detail()));
        }
      }
    }
    return OperationContent.of(
        fine.kind(), fine.priority(), fine.grain(), fine.name(), coarse, fine.basis());
  }
}
