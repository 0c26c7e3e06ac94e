package org.wideberth.picture;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.WarningRead;
import org.wideberth.geo.Position;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What the own party may read back, given the picture as it is.
public final class ReadBackDecisions {
  private ReadBackDecisions() {}

  /// Reads back places of a message to this party. One that differs is written like any other: it
  /// is for both sides to see.
  ///
  /// @param places as a person entered them, by their number in the message, counted from 1
  /// @param warning area and times, as a person entered them
  public static Outcome<Draft> readBack(
      Picture picture,
      MessageId id,
      SortedMap<Integer, Position> places,
      WarningRead warning,
      Optional<DisplayName> by) {
    Optional<Message> found = picture.channel().message(id);
    if (found.isEmpty()) {
      return Outcome.refuse(RefusalCode.NOT_FOUND, "message: there is no message " + id);
    }
    Message message = found.get();
    if (!message.isFor(picture.self())) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          "the message %s is not addressed to %s".formatted(id, picture.self()));
    }
    int has = message.content().about().places().size();
    if (places.isEmpty() && warning.items().isEmpty()) {
      return Outcome.refuse(RefusalCode.MALFORMED, "places: give at least one place, area or time");
    }
    if (!places.isEmpty() && (places.firstKey() < 1 || places.lastKey() > has)) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND,
          "places: %s has %s; count them from 1"
              .formatted(id, has == 0 ? "none" : has == 1 ? "one" : String.valueOf(has)));
    }
    for (WarningRead.Item item : warning.items()) {
      if (!message.readBack(picture.self()).items().contains(item)) {
        return Outcome.refuse(
            RefusalCode.NOT_FOUND,
            "%s: %s does not say one; leave it out"
                .formatted(item.name().toLowerCase(Locale.ROOT), id));
      }
    }
    return Outcome.accept(
        new Draft(
            audience(picture, message),
            new ChannelBody.ReadBack(message.at(), places, warning, by).toBytes()));
  }

  /// Who can read the message can read what became of it.
  static Audience audience(Picture picture, Message message) {
    if (message.to() instanceof Audience.Named(var parties)) {
      Set<PartyId> readers = new TreeSet<>(parties);
      readers.add(message.author());
      readers.remove(picture.self());
      return Audience.of(readers);
    }
    return message.to();
  }
}
