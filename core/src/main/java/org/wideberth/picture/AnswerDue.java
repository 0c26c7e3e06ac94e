package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.Agreed;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.Handling;
import org.wideberth.channel.Message;
import org.wideberth.channel.Owed;
import org.wideberth.channel.Step;
import org.wideberth.party.PartyId;

/// Until when a reader is to acknowledge or answer a message, as it has agreed with the author.
///
/// @param until from the time of the message, as its author says
/// @param done when the reader did, as it says
/// @param by which article of which version says so
public record AnswerDue(Owed owed, Instant until, Optional<Instant> done, Agreed<AnswerTimes> by) {
  /// True if it was not done then and should have been.
  public boolean isOverdue(Instant now) {
    return done.isEmpty() && !now.isBefore(until);
  }

  /// True if it was done after its time.
  public boolean isLate() {
    return done.filter(time -> !time.isBefore(until)).isPresent();
  }

  /// All that a reader owes the author of a message: by the documents that were in force between
  /// them when it was written.
  public static List<AnswerDue> of(Picture picture, Message message, PartyId reader) {
    if (!message.isFor(reader)) {
      return List.of();
    }
    List<AnswerDue> due = new ArrayList<>();
    picture
        .agreement()
        .terms(message.author(), reader, message.time())
        .answers(message.content().precedence())
        .ifPresent(
            by -> {
              for (Owed owed : Owed.values()) {
                if (owed.isOf(message.content())) {
                  by.what()
                      .seconds(owed)
                      .map(message.time()::plusSeconds)
                      .map(
                          until ->
                              new AnswerDue(owed, until, done(picture, message, reader, owed), by))
                      .ifPresent(due::add);
                }
              }
            });
    return due;
  }

  private static Optional<Instant> done(
      Picture picture, Message message, PartyId reader, Owed owed) {
    return switch (owed) {
      case ACKNOWLEDGED -> message.noted(reader, Step.ACKNOWLEDGED).map(Handling.Note::time);
      case ANSWERED ->
          message.answers(reader).stream()
              .flatMap(id -> picture.channel().message(id).stream())
              .map(Message::time)
              .min(Instant::compareTo);
    };
  }
}
