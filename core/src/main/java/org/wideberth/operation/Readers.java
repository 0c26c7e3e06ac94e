package org.wideberth.operation;

import java.util.Set;
import java.util.TreeSet;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Limits;

/// Audiences as sets of readers. A sealed one has no readers that anybody could name.
public final class Readers {
  private Readers() {}

  /// True if everybody in `inner` is in `outer`. Everybody present and future is more than any
  /// list.
  public static boolean cover(Audience outer, Audience inner) {
    return switch (outer) {
      case Audience.Everyone() -> true;
      case Audience.Named(var all) ->
          switch (inner) {
            case Audience.Everyone() -> false;
            case Audience.Named(var some) -> all.containsAll(some);
            case Audience.Sealed() -> true;
          };
      case Audience.Sealed() ->
          switch (inner) {
            case Audience.Everyone() -> false;
            case Audience.Named(var some) -> some.isEmpty();
            case Audience.Sealed() -> true;
          };
    };
  }

  /// Everybody in either. Two lists that together exceed the parties of a theatre cannot both be of
  /// that theatre: then the first is kept.
  public static Audience union(Audience first, Audience second) {
    if (cover(first, second)) {
      return first;
    }
    if (cover(second, first)) {
      return second;
    }
    Set<PartyId> both = new TreeSet<>();
    if (first instanceof Audience.Named(var parties)) {
      both.addAll(parties);
    }
    if (second instanceof Audience.Named(var parties)) {
      both.addAll(parties);
    }
    return both.size() > Limits.PARTIES_MAX ? first : Audience.of(both);
  }
}
