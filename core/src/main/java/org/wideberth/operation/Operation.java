package org.wideberth.operation;

import java.time.Instant;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// An operation as a node knows it: the sum of what its author's log says about it.
///
/// @param id names it; the party in it is its author
/// @param revision of the content, from 1
/// @param state where it stands
/// @param content what its author disclosed
/// @param readers everybody that this node knows to have it. For an own operation that is all;
///     for another's there may be more, because who was added later is told to them only
/// @param noticed when the volumes that it has now were first declared, as the author's entry says
/// @param latest the entry that made it what it is
public record Operation(
    OperationId id,
    int revision,
    OperationState state,
    OperationContent content,
    Audience readers,
    Instant noticed,
    EntryPlace latest) {

  public PartyId party() {
    return id.party();
  }

  public Kind kind() {
    return content.kind();
  }

  /// True if it takes part in findings.
  public boolean isLive() {
    return state.isLive();
  }

  /// True if that party is known to have it.
  public boolean isSeenBy(PartyId party) {
    return party.equals(id.party()) || readers.names(party);
  }
}
