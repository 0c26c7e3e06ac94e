package org.wideberth.simulator.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Cuts a plan that breaks a promise down to a short one that still does, by leaving deeds out:
/// halves, quarters and so on, until no single one can go (delta debugging).
public final class Shrinker {
  private final Function<Plan, Optional<String>> breaks;

  /// @param breaks what a plan breaks, in words; empty if all holds
  public Shrinker(Function<Plan, Optional<String>> breaks) {
    this.breaks = breaks;
  }

  /// The shortest plan that was found to break anything.
  public Plan shrink(Plan plan) {
    List<Deed> deeds = new ArrayList<>(plan.deeds());
    int parts = 2;
    while (deeds.size() > 1) {
      int length = Math.max(1, deeds.size() / parts);
      boolean shorter = false;
      for (int from = 0; from < deeds.size() && !shorter; from += length) {
        List<Deed> fewer = new ArrayList<>(deeds.subList(0, from));
        fewer.addAll(deeds.subList(Math.min(deeds.size(), from + length), deeds.size()));
        if (!fewer.isEmpty() && breaks.apply(plan.with(fewer)).isPresent()) {
          deeds = fewer;
          parts = Math.max(2, parts - 1);
          shorter = true;
        }
      }
      if (!shorter && length == 1) {
        break;
      }
      parts = shorter ? parts : Math.min(deeds.size(), parts * 2);
    }
    return plan.with(deeds);
  }
}
