package org.wideberth.record;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.party.PartyId;

/// Whom the body of an entry is for. Immutable.
public sealed interface Audience {

  /// `to` is `["*"]`: every party of the theatre, present and future.
  record Everyone() implements Audience {}

  /// `to` lists parties; with none it is the author's private draft.
  record Named(List<PartyId> parties) implements Audience {
    public Named {
      parties = isAscending(parties) ? List.copyOf(parties) : List.copyOf(new TreeSet<>(parties));
      if (parties.size() > Limits.PARTIES_MAX) {
        throw new IllegalArgumentException("more parties than a theatre has");
      }
    }

    private static boolean isAscending(List<PartyId> parties) {
      for (int i = 1; i < parties.size(); i++) {
        if (parties.get(i - 1).compareTo(parties.get(i)) >= 0) {
          return false;
        }
      }
      return true;
    }
  }

  /// `to` is absent: only the recipients can know.
  record Sealed() implements Audience {}

  static Audience everyone() {
    return new Everyone();
  }

  static Audience of(Set<PartyId> parties) {
    return new Named(List.copyOf(parties));
  }

  /// For the author alone: committed now, to be opened later or never.
  static Audience authorOnly() {
    return new Named(List.of());
  }

  /// True if the entry itself says that this party is to have the body. False for a sealed entry:
  /// nobody can tell from outside.
  default boolean names(PartyId party) {
    return switch (this) {
      case Everyone() -> true;
      case Named(var parties) -> parties.contains(party);
      case Sealed() -> false;
    };
  }
}
