package org.wideberth.settlement;

import java.util.List;
import java.util.Optional;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;

/// How a finding is being settled: what was said, and how far it is, given the operations as they
/// are now. Immutable.
///
/// @param agreed the offer that counts: the record of who yields
public record Settlement(TakenUp takenUp, SettlementState state, Optional<Offer> agreed) {

  /// Of a finding that is open.
  ///
  /// @param operations of the finding, as far as they are known, as they are now
  public static Settlement open(TakenUp takenUp, List<Operation> operations) {
    Optional<Offer> agreed = takenUp.agreed();
    boolean ahead = agreed.filter(offer -> !isChanged(offer, operations)).isPresent();
    return new Settlement(takenUp, state(takenUp, agreed.isPresent(), ahead), agreed);
  }

  private static SettlementState state(TakenUp takenUp, boolean agreed, boolean ahead) {
    if (ahead) {
      return SettlementState.AGREED;
    }
    if (takenUp.hasOpenOffer()) {
      return SettlementState.OFFERED;
    }
    if (agreed) {
      return SettlementState.FOUND_AGAIN;
    }
    return takenUp.taken().isEmpty() ? SettlementState.UNTAKEN : SettlementState.TAKEN;
  }

  /// Of a finding that is found no longer.
  public static Settlement closed(TakenUp takenUp, List<Operation> operations) {
    Optional<Offer> agreed = takenUp.agreed();
    boolean carriedOut = agreed.filter(offer -> isChanged(offer, operations)).isPresent();
    return new Settlement(
        takenUp, carriedOut ? SettlementState.CARRIED_OUT : SettlementState.CLOSED, agreed);
  }

  /// True if the operation that yields is not what it was when the change was offered.
  private static boolean isChanged(Offer offer, List<Operation> operations) {
    return operations.stream()
        .filter(operation -> operation.id().equals(offer.said().operation()))
        .anyMatch(
            operation ->
                operation.revision() > offer.said().revision()
                    || operation.state() == OperationState.WITHDRAWN);
  }

  /// Who is to change an operation, or has, as was agreed.
  public Optional<PartyId> yields() {
    return agreed.map(Offer::yields);
  }
}
