package org.wideberth.picture;

import java.util.Optional;
import org.wideberth.channel.Desk;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Watch;
import org.wideberth.channel.WatchBody;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What people of the own party may say about who sits at its desks, given the picture as it is.
/// Everybody learns who has a desk; the note for the relief stays within the party.
public final class WatchDecisions {
  private WatchDecisions() {}

  /// Somebody sits down at a desk.
  ///
  /// @param note the note for the relief, as it was read; must be named if there is one
  public static Outcome<Draft> take(
      Picture picture, Desk desk, DisplayName by, Optional<MessageId> note) {
    Watch watch = watch(picture, desk);
    if (watch.manned() && watch.by().equals(Optional.of(by))) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE, "%s has the %s desk already".formatted(by, desk));
    }
    Optional<MessageId> left = watch.note().map(Watch.HandoverNote::id);
    if (!left.equals(note)) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          left.map(id -> "note: there is a note for the relief; read it and name it: " + id)
              .orElse("note: there is no such note for the relief now"));
    }
    return Outcome.accept(
        new Draft(
            Audience.everyone(),
            new WatchBody.Taken(desk, by, picture.watches().note(picture.self(), desk)).toBytes()));
  }

  /// Whoever has the desk leaves a note for the relief. A later one takes its place.
  public static Outcome<Draft> handOver(Picture picture, Desk desk, DisplayName by, String note) {
    return manned(picture, desk)
        .then(watch -> WatchBody.HandedOver.of(desk, by, note))
        .map(handed -> new Draft(Audience.authorOnly(), handed.toBytes()));
  }

  /// Nobody sits at the desk any more.
  public static Outcome<Draft> leave(Picture picture, Desk desk, DisplayName by) {
    return manned(picture, desk)
        .map(watch -> new Draft(Audience.everyone(), new WatchBody.Left(desk, by).toBytes()));
  }

  private static Outcome<Watch> manned(Picture picture, Desk desk) {
    Watch watch = watch(picture, desk);
    return watch.manned()
        ? Outcome.accept(watch)
        : Outcome.refuse(
            RefusalCode.WRONG_STATE, "nobody has the %s desk: take it first".formatted(desk));
  }

  private static Watch watch(Picture picture, Desk desk) {
    return picture.watches().of(picture.self()).stream()
        .filter(each -> each.desk().equals(desk))
        .findFirst()
        .orElseGet(
            () ->
                new Watch(
                    picture.self(),
                    desk,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
  }
}
