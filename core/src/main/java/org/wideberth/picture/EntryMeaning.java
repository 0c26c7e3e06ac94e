package org.wideberth.picture;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.agreement.RulesSaying;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.LinkTested;
import org.wideberth.channel.WatchBody;
import org.wideberth.claim.ClaimBody;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.people.PersonRole;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.record.Audience;
import org.wideberth.record.BodiesErased;
import org.wideberth.settlement.SettlementBody;

/// What one entry means by itself, before its history is looked at.
sealed interface EntryMeaning {

  /// Not for this node, or nothing to the picture; for good.
  record Nothing() implements EntryMeaning {}

  /// A sealed entry that this node cannot open: not for it, or its body is still to come.
  record NotOpened() implements EntryMeaning {}

  /// Addressed to this node, but its body has not come yet.
  ///
  /// @param written when, as the author says
  record Missing(Instant written) implements EntryMeaning {}

  /// The body was here and was erased.
  record Erased(Optional<OperationId> operation) implements EntryMeaning {}

  /// The author says that it has erased bodies.
  record AboutErased(Instant written, BodiesErased what) implements EntryMeaning {}

  record AboutOperation(Instant written, Audience to, OperationMessage message)
      implements EntryMeaning {}

  record AboutRules(Instant written, RulesSaying said) implements EntryMeaning {}

  record AboutChannel(Instant written, Audience to, ChannelBody body) implements EntryMeaning {}

  record AboutWatch(Instant written, WatchBody body) implements EntryMeaning {}

  record AboutLinks(Instant written, LinkTested tested) implements EntryMeaning {}

  record AboutSettlement(Instant written, boolean told, SettlementBody body)
      implements EntryMeaning {}

  record AboutClaim(Instant written, Audience to, ClaimBody body) implements EntryMeaning {}

  /// About the author's people, or signed by one of them.
  sealed interface OfPeople extends EntryMeaning {}

  /// About somebody on the author's roster.
  record AboutPerson(RosterBody body) implements OfPeople {}

  /// Something that a person of the author has to sign, with the signature if it has one.
  ///
  /// @param inner what it means if it counts
  record Act(PersonRole needs, Optional<SignedAct> signed, EntryMeaning inner)
      implements OfPeople {}

  record AboutFindings(FindingsNoted noted) implements EntryMeaning {}

  record Departure(PartyLeft left) implements EntryMeaning {}

  /// Nothing that counts, and it never will by itself.
  record Unclear(Placeholder.Reason reason, String words) implements EntryMeaning {}
}
