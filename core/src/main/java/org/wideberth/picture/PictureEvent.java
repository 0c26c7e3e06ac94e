package org.wideberth.picture;

import java.util.Optional;
import org.wideberth.agreement.AgreementState;
import org.wideberth.channel.Message;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.conflict.Findings;
import org.wideberth.operation.Operation;
import org.wideberth.party.PartyId;
import org.wideberth.settlement.Settlement;

/// What a batch of entries changed in the picture, compared before and after the whole batch.
public sealed interface PictureEvent {

  /// An operation is new, or is not what it was.
  record OperationChanged(Operation operation) implements PictureEvent {}

  record FindingOpened(Finding finding) implements PictureEvent {}

  /// Still there, but not the same: another revision, verdict, place, audience or agreement.
  record FindingChanged(Finding before, Finding finding) implements PictureEvent {}

  /// No longer found; the finding is as it last was.
  record FindingClosed(Finding finding) implements PictureEvent {}

  /// What is found about one operation under an article opened, changed or closed: at least one of
  /// the two is there.
  record ArticleFindingChanged(Optional<ArticleFinding> before, Optional<ArticleFinding> after)
      implements PictureEvent {}

  /// A message is new, or more is said of it.
  record MessageChanged(Message message) implements PictureEvent {}

  /// Somebody sits down at a desk of that party, or leaves it.
  record WatchChanged(PartyId party) implements PictureEvent {}

  /// Somebody is new on the roster of that party, has another role, or has left.
  record RosterChanged(PartyId party) implements PictureEvent {}

  /// More is said of a finding. How far it is settled changes with operations and findings too.
  record SettlementChanged(Settlement settlement) implements PictureEvent {}

  /// Something else is claimed or contested: who looks at claims looks again.
  record ClaimsChanged() implements PictureEvent {}

  record RulesChanged(AgreementState agreement) implements PictureEvent {}

  /// What became of a finding.
  static PictureEvent of(Findings.Change change) {
    if (change.after().isEmpty()) {
      return new FindingClosed(change.before().orElseThrow());
    }
    Finding after = change.after().get();
    return change
        .before()
        .<PictureEvent>map(before -> new FindingChanged(before, after))
        .orElseGet(() -> new FindingOpened(after));
  }

  record PlaceholderRaised(Placeholder placeholder) implements PictureEvent {}

  /// No longer there; the placeholder is as it was.
  record PlaceholderResolved(Placeholder placeholder) implements PictureEvent {}
}
