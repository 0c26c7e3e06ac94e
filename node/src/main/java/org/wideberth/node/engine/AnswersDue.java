package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.Agreed;
import org.wideberth.agreement.AgreedTerms;
import org.wideberth.agreement.Period;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.Message;
import org.wideberth.channel.OpenLetters;
import org.wideberth.channel.Owed;
import org.wideberth.channel.Precedence;
import org.wideberth.party.PartyId;
import org.wideberth.record.JsonField;

/// Tells both sides which messages were not acknowledged or answered in the time that they have
/// agreed on: one alarm at most for each peer and side. Owned by the engine.
final class AnswersDue {
  /// Of one peer, precedence and side, so many are counted.
  private static final int COUNTED_MAX = 10;

  /// For how long it alarms: then it stands with the message in its thread.
  private static final Duration TOLD = Duration.ofHours(24);

  private final Ledger ledger;

  /// A message that is overdue.
  private record Overdue(Message message, Owed owed, int seconds, Agreed<AnswerTimes> by) {
    Instant until() {
      return message.time().plusSeconds(seconds);
    }

    Precedence precedence() {
      return message.content().precedence();
    }
  }

  AnswersDue(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Raises and ends the alarms.
  void tell(Instant now) {
    PartyId self = ledger.self();
    for (PartyId peer : ledger.cards().keySet()) {
      List<Period> terms = ledger.picture().agreement().termsBetween(self, peer).periods();
      tell(Alarm.Code.ANSWER_OVERDUE, peer, overdue(self, peer, terms, now), now);
      tell(Alarm.Code.ANSWER_OWED, peer, overdue(peer, self, terms, now), now);
    }
  }

  private void tell(Alarm.Code code, PartyId peer, List<Overdue> overdue, Instant now) {
    if (overdue.isEmpty()) {
      ledger.alarms().end(code, Optional.of(peer));
    } else {
      String who = code == Alarm.Code.ANSWER_OVERDUE ? peer + " has not" : "Nobody here has";
      ledger.alarms().raise(code, Optional.of(peer), words(who, overdue), now);
    }
  }

  /// The most urgent first, of equals the one that is due for longest.
  private List<Overdue> overdue(PartyId author, PartyId reader, List<Period> terms, Instant now) {
    List<Overdue> all = new ArrayList<>();
    for (Period period : terms) {
      AgreedTerms agreed = AgreedTerms.of(period);
      for (Precedence precedence : Precedence.values()) {
        agreed
            .answers(precedence)
            .ifPresent(by -> add(all, author, reader, period, precedence, by, now));
      }
    }
    all.sort(
        Comparator.comparing(Overdue::precedence)
            .reversed()
            .thenComparing(Overdue::until)
            .thenComparing(each -> each.message().at())
            .thenComparing(Overdue::owed));
    return all;
  }

  private void add(
      List<Overdue> to,
      PartyId author,
      PartyId reader,
      Period period,
      Precedence precedence,
      Agreed<AnswerTimes> by,
      Instant now) {
    for (Owed owed : Owed.values()) {
      Optional<Integer> within = by.what().seconds(owed);
      if (within.isPresent()) {
        int seconds = within.get();
        Instant told = now.minus(TOLD).minusSeconds(seconds);
        // Due at that moment is overdue.
        Instant due = now.plusMillis(1).minusSeconds(seconds);
        Instant from = told.isAfter(period.during().start()) ? told : period.during().start();
        Instant before = due.isBefore(period.during().end()) ? due : period.during().end();
        OpenLetters.Of of = new OpenLetters.Of(author, reader, owed, precedence);
        ledger
            .picture()
            .channel()
            .owed(of, from, before, COUNTED_MAX)
            .forEach(message -> to.add(new Overdue(message, owed, seconds, by)));
      }
    }
  }

  private static String words(String who, List<Overdue> overdue) {
    Overdue first = overdue.getFirst();
    long more = overdue.stream().map(each -> each.message().id()).distinct().count() - 1;
    return "%s %s %s %s of %s, which was due by %s%s: %s within %d s, by %s."
        .formatted(
            who,
            JsonField.wordOf(first.owed()),
            first.precedence(),
            first.message().id(),
            second(first.message().time()),
            second(first.until()),
            more == 0 ? "" : ", and more messages are overdue",
            JsonField.wordOf(first.owed()),
            first.seconds(),
            first.by().source());
  }

  private static Instant second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
