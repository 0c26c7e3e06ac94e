package org.wideberth.picture;

import java.util.Optional;
import java.util.SortedSet;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;

/// What the own node says of attachments.
public final class AttachmentDecisions {
  private AttachmentDecisions() {}

  /// It holds attachments of a message to this party, whole and on its disk; empty if there is no
  /// such message any more.
  ///
  /// @param numbers which of them, counted from 1
  public static Optional<Draft> held(Picture picture, MessageId id, SortedSet<Integer> numbers) {
    return picture
        .channel()
        .message(id)
        .filter(message -> message.isFor(picture.self()))
        .map(message -> draft(picture, message, numbers));
  }

  private static Draft draft(Picture picture, Message message, SortedSet<Integer> numbers) {
    return new Draft(
        ReadBackDecisions.audience(picture, message),
        new ChannelBody.AttachmentsHeld(message.at(), numbers).toBytes());
  }
}
