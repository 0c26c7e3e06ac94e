package org.wideberth.picture;

import org.wideberth.agreement.RulesMessage;
import org.wideberth.operation.OperationMessage;
import org.wideberth.record.Audience;

/// What one entry means by itself, before its history is looked at.
sealed interface EntryMeaning {

  /// Not for this node, or nothing to the picture.
  record Nothing() implements EntryMeaning {}

  record AboutOperation(Audience to, OperationMessage message) implements EntryMeaning {}

  record AboutRules(RulesMessage message) implements EntryMeaning {}

  record AboutFindings(FindingsNoted noted) implements EntryMeaning {}

  /// Nothing that counts.
  record Unclear(Placeholder.Reason reason, String words) implements EntryMeaning {}
}
