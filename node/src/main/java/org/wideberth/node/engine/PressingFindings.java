package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Picture;
import org.wideberth.settlement.Escalation;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Pending;

/// The alarms about findings that nobody here has taken up, or that are not settled and press.
final class PressingFindings {
  /// Of those with one other party, named one by one, the most imminent start first: the rest are
  /// counted. Nobody's operations hide a conflict with another.
  private static final int NAMED_MAX = 20;

  private PressingFindings() {}

  static List<Alarm> alarms(Picture picture, Instant now) {
    List<Alarm> alarms = new ArrayList<>();
    Map<PartyId, Integer> count = new TreeMap<>();
    for (Pending pending : picture.pending()) {
      if (pending.alarms(now) && count.merge(pending.other(), 1, Integer::sum) <= NAMED_MAX) {
        alarms.add(alarm(pending, now));
      }
    }
    count.forEach(
        (other, all) -> {
          if (all > NAMED_MAX) {
            alarms.add(
                new Alarm(
                    Alarm.Code.FINDING_UNTAKEN,
                    Optional.of(other),
                    "%d more findings with %s that are not taken up here, or not settled."
                        .formatted(all - NAMED_MAX, other),
                    Optional.empty()));
          }
        });
    return alarms;
  }

  private static Alarm alarm(Pending pending, Instant now) {
    Escalation level = pending.escalation(now);
    String lead = level == Escalation.NONE ? "" : level.word().toUpperCase(Locale.ROOT) + ": ";
    String words =
        switch (pending.state()) {
          case AGREED -> "what was agreed is not carried out";
          case FOUND_AGAIN -> "it is found again after what was agreed was carried out";
          case OFFERED -> "an offer waits for an answer";
          default -> "nothing is agreed";
        };
    return new Alarm(
        pending.takenHere() ? Alarm.Code.FINDING_UNSETTLED : Alarm.Code.FINDING_UNTAKEN,
        Optional.of(pending.other()),
        "%s%s from %s: %s."
            .formatted(
                lead,
                what(pending.finding()),
                pending.interval().start(),
                pending.takenHere() ? words : "nobody here has taken it up"),
        Optional.empty());
  }

  private static String what(FindingName finding) {
    return switch (finding) {
      case FindingName.Pair(var first, var second, _) ->
          "%s and %s come too close".formatted(first, second);
      case FindingName.Single(var operation, _, var article) ->
          "%s is found under %s".formatted(operation, article);
    };
  }

  /// When the next of them alarms or presses more, if no entry comes before.
  static Optional<Instant> next(Picture picture, Instant now) {
    Optional<Instant> next = Optional.empty();
    for (Pending pending : picture.pending()) {
      if (next.isPresent()
          && !pending.interval().start().isBefore(next.get().plus(Escalation.NOTICE_BEFORE))) {
        break;
      }
      for (Duration before : Escalation.STEPS) {
        Instant step = pending.interval().start().minus(before);
        if (step.isAfter(now) && (next.isEmpty() || step.isBefore(next.get()))) {
          next = Optional.of(step);
        }
      }
    }
    return next;
  }
}
