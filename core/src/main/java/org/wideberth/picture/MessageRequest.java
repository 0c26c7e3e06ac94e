package org.wideberth.picture;

import java.util.List;
import java.util.Optional;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Matter;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Wording;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Audience;

/// What a person or system of the own party wants to send.
///
/// @param precedence left out, the usual one of the phrase; or that of what it answers, if it is
///     not FLASH; or routine
/// @param thread any message of the thread that it goes on with
/// @param answers a message to this party that it answers; goes on with its thread
public record MessageRequest(
    Audience to,
    Desk desk,
    Optional<Precedence> precedence,
    Optional<MessageId> thread,
    Optional<MessageId> answers,
    Wording wording,
    References about,
    Optional<DisplayName> by,
    Optional<Matter> matter,
    List<Attachment> attachments) {
  public MessageRequest {
    attachments = List.copyOf(attachments);
  }

  /// A message without attachments.
  public MessageRequest(
      Audience to,
      Desk desk,
      Optional<Precedence> precedence,
      Optional<MessageId> thread,
      Optional<MessageId> answers,
      Wording wording,
      References about,
      Optional<DisplayName> by,
      Optional<Matter> matter) {
    this(to, desk, precedence, thread, answers, wording, about, by, matter, List.of());
  }

  /// A message that is its words.
  public MessageRequest(
      Audience to,
      Desk desk,
      Optional<Precedence> precedence,
      Optional<MessageId> thread,
      Optional<MessageId> answers,
      Wording wording,
      References about,
      Optional<DisplayName> by) {
    this(to, desk, precedence, thread, answers, wording, about, by, Optional.empty());
  }
}
