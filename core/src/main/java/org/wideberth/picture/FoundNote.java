package org.wideberth.picture;

import java.util.List;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.FindingNote.Says;
import org.wideberth.record.Hash;

/// What a party says it computed of one finding, and from what.
sealed interface FoundNote permits FindingNote, SingleNote {

  /// Names the finding as between its two sides.
  Hash finding();

  /// What it came to.
  Says says();

  /// The operations in question.
  List<OperationId> operations();

  /// True if that party is one of the two sides.
  boolean involves(PartyId party);

  /// The side facing that one, which must be one of the two.
  PartyId across(PartyId party);

  /// True unless it says that nothing is found.
  default boolean isOpen() {
    return says() == Says.CONFLICT || says() == Says.WITHIN_TOLERANCE;
  }
}
