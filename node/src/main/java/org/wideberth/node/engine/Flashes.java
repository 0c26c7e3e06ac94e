package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.agreement.Agreed;
import org.wideberth.channel.Channel;
import org.wideberth.channel.Handling;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.ChannelDecisions;
import org.wideberth.picture.Draft;
import org.wideberth.picture.Picture;
import org.wideberth.record.Holding;

/// FLASH messages that nobody takes: further desks of the own party are called to theirs, and the
/// own people are told whose desks have not acknowledged ours. Owned by the engine.
final class Flashes {
  /// Of one author, so many are looked at. The first that waits is the one that desks are called
  /// to: it speaks for those behind it, and a flood of them calls nobody more often.
  private static final int EACH_MAX = 10;

  /// For how long it alarms that an own message was not acknowledged: then it stands in its thread.
  private static final Duration TOLD = Duration.ofHours(24);

  private final Ledger ledger;
  private Map<MessageId, Instant> since = new HashMap<>();

  Flashes(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Entries that call desks.
  List<Draft> due(Instant now) {
    Picture picture = ledger.picture();
    Map<MessageId, Instant> still = new HashMap<>();
    List<Draft> due = new ArrayList<>();
    for (Channel.Flashes flashes : picture.channel().flashesAwaiting(EACH_MAX).values()) {
      for (Message each : flashes.first()) {
        still.put(each.id(), since.getOrDefault(each.id(), now));
      }
      Message first = called(picture.self(), flashes.first());
      Instant from = still.getOrDefault(first.id(), now);
      ChannelDecisions.escalate(picture, first, from, now).ifPresent(due::add);
    }
    since = still;
    return due;
  }

  /// The one that desks were called to before, or else the first.
  private static Message called(PartyId self, List<Message> messages) {
    return messages.stream()
        .filter(each -> each.handling().containsKey(self))
        .filter(each -> !each.escalations(self).isEmpty())
        .findFirst()
        .orElseGet(messages::getFirst);
  }

  /// Raises and ends the alarms about own messages.
  void tell(Instant now) {
    for (PartyId reader : ledger.cards().keySet()) {
      Optional<Agreed<LadderTimes>> agreed =
          ledger.picture().agreement().terms(ledger.self(), reader, now).ladder();
      int seconds = agreed.<LadderTimes>map(Agreed::what).orElse(LadderTimes.USUAL).nextDeskS();
      List<Message> open =
          ledger
              .picture()
              .channel()
              .unacknowledged(reader, now.minus(TOLD), now.minusSeconds(seconds));
      if (open.isEmpty()) {
        ledger.alarms().end(Alarm.Code.FLASH_UNACKNOWLEDGED, Optional.of(reader));
      } else {
        ledger
            .alarms()
            .raise(
                Alarm.Code.FLASH_UNACKNOWLEDGED,
                Optional.of(reader),
                words(reader, open, agreed),
                now);
      }
    }
  }

  private String words(PartyId reader, List<Message> open, Optional<Agreed<LadderTimes>> agreed) {
    Message first = open.getFirst();
    List<String> stand = new ArrayList<>();
    stand.add(
        first.at().origin().equals(ledger.own().durable().origin())
                && ledger.receipts(reader).holding(ledger.own().entry(first.at().seq()))
                    instanceof Holding.Delivered(var at)
            ? "delivered " + second(at)
            : "not known to be delivered");
    for (Handling.Escalation each : first.escalations(reader)) {
      stand.add("desk %s called %s".formatted(each.desk(), second(each.time())));
    }
    String others = open.size() == 1 ? "" : " and %d later ones".formatted(open.size() - 1);
    String ladder =
        agreed.map(by -> " The ladder: %s, by %s.".formatted(by.what(), by.source())).orElse("");
    return "%s has not acknowledged FLASH %s of %s%s: %s.%s"
        .formatted(
            reader, first.id(), second(first.time()), others, String.join(", ", stand), ladder);
  }

  private static Instant second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
