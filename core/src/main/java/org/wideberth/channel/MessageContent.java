package org.wideberth.channel;

import java.util.List;
import java.util.Optional;
import org.wideberth.party.DisplayName;
import org.wideberth.record.EntryPlace;

/// What a message says. Immutable.
///
/// @param desk whose watch it is for, with each party that it is addressed to
/// @param thread the first message of the thread that it goes on with; empty for a first one
/// @param answers the message that it answers, if it does
/// @param by who wrote it, as known to the author's node
/// @param matter what it is beside its words, if anything
/// @param attachments files that go with it, at most [Attachment#EACH_MAX]
public record MessageContent(
    Desk desk,
    Precedence precedence,
    Optional<EntryPlace> thread,
    Optional<EntryPlace> answers,
    Wording wording,
    References about,
    Optional<DisplayName> by,
    Optional<Matter> matter,
    List<Attachment> attachments) {
  public MessageContent {
    attachments = List.copyOf(attachments);
  }

  /// A message without attachments.
  public MessageContent(
      Desk desk,
      Precedence precedence,
      Optional<EntryPlace> thread,
      Optional<EntryPlace> answers,
      Wording wording,
      References about,
      Optional<DisplayName> by,
      Optional<Matter> matter) {
    this(desk, precedence, thread, answers, wording, about, by, matter, List.of());
  }

  /// A message that is its words.
  public MessageContent(
      Desk desk,
      Precedence precedence,
      Optional<EntryPlace> thread,
      Optional<EntryPlace> answers,
      Wording wording,
      References about,
      Optional<DisplayName> by) {
    this(desk, precedence, thread, answers, wording, about, by, Optional.empty());
  }

  /// True if it logs a talk outside the system.
  public boolean isTalkLog() {
    return matter.filter(each -> each instanceof Matter.TalkLog).isPresent();
  }
}
