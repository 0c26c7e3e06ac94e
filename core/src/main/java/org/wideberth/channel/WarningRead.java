package org.wideberth.channel;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.wideberth.geo.Area;
import org.wideberth.geo.Distances;

/// What a reader has entered of a warning's area and times. Immutable.
///
/// @param around where it holds
/// @param start from when it holds
/// @param end until when it holds
/// @param answerBy until when an answer is asked for
public record WarningRead(
    Optional<Area.Circle> around,
    Optional<Instant> start,
    Optional<Instant> end,
    Optional<Instant> answerBy) {
  /// Nothing of it.
  public static final WarningRead NONE =
      new WarningRead(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// As far as a time that is read back may be from the one that was sent, in milliseconds.
  public static final int DIFFERENCE_MS_MAX = 60_000;

  /// What is read back of a warning, each by itself.
  public enum Item {
    AROUND,
    START,
    END,
    ANSWER_BY
  }

  /// What a message says of area and times; [#NONE] if it is no warning.
  static WarningRead of(MessageContent content) {
    return content
        .matter()
        .filter(Matter.Warning.class::isInstance)
        .map(Matter.Warning.class::cast)
        .map(
            warning ->
                new WarningRead(
                    warning.around(),
                    Optional.of(warning.validity().start()),
                    Optional.of(warning.validity().end()),
                    warning.answerBy()))
        .orElse(NONE);
  }

  /// Of what it speaks.
  public Set<Item> items() {
    Set<Item> items = EnumSet.noneOf(Item.class);
    around.ifPresent(_ -> items.add(Item.AROUND));
    for (Item each : EnumSet.of(Item.START, Item.END, Item.ANSWER_BY)) {
      time(each).ifPresent(_ -> items.add(each));
    }
    return items;
  }

  /// The time that is that item, if it is one and is there.
  public Optional<Instant> time(Item item) {
    return switch (item) {
      case AROUND -> Optional.empty();
      case START -> start;
      case END -> end;
      case ANSWER_BY -> answerBy;
    };
  }

  /// How far an item is from what was sent: of an area in centimetres, the worse of centre and
  /// radius; of a time in milliseconds. Both must have it.
  static long difference(Item item, WarningRead sent, WarningRead read) {
    if (item == Item.AROUND) {
      Area.Circle meant = sent.around().orElseThrow();
      Area.Circle entered = read.around().orElseThrow();
      return Math.max(
          Distances.cm(meant.centre(), entered.centre()),
          Math.abs((long) meant.radiusCm() - entered.radiusCm()));
    }
    return Math.abs(
        sent.time(item).orElseThrow().toEpochMilli()
            - read.time(item).orElseThrow().toEpochMilli());
  }
}
