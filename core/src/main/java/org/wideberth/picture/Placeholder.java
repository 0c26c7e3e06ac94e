package org.wideberth.picture;

import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// An entry addressed to this node of which the picture shows only that it is there. While a party
/// has one, nothing of that party is shown as apart.
///
/// @param at the entry
/// @param reason the kind of reason
/// @param words one sentence for people; may quote foreign text, shortened and printable
public record Placeholder(EntryPlace at, Reason reason, String words) {

  /// Why an entry does not count.
  public enum Reason {
    /// The body is not here; it may still come.
    MISSING_BODY,
    /// The entry or its body is not what any version writes.
    UNREADABLE,
    /// It may mean something to a newer version.
    NEWER_VERSION,
    /// It can be read, and its author was not entitled to it: another's operation, a revision that
    /// leaves out a reader, a step out of order.
    NOT_VALID
  }

  /// The party in whose log the entry stands.
  public PartyId party() {
    return at.origin().party();
  }
}
