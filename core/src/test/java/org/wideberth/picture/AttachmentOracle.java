package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageContent;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// Who holds which attachment of which message: goes through everything that was said, every time.
final class AttachmentOracle {
  private record Sent(Audience to, MessageContent content) {}

  private record Said(EntryPlace at, Instant time, ChannelBody.AttachmentsHeld said) {}

  private final Map<EntryPlace, Sent> messages = new HashMap<>();
  private final List<Said> words = new ArrayList<>();

  void sent(EntryPlace at, Audience to, MessageContent content) {
    messages.put(at, new Sent(to, content));
  }

  /// Each log in its order.
  void said(EntryPlace at, Instant time, ChannelBody.AttachmentsHeld said) {
    words.add(new Said(at, time, said));
  }

  private Optional<Sent> message(Said said) {
    return Optional.ofNullable(messages.get(said.said().message()));
  }

  private boolean isForIt(Said said) {
    PartyId reader = said.at().origin().party();
    return message(said).filter(of -> of.to().names(reader)).isPresent()
        && !said.said().message().origin().party().equals(reader);
  }

  private int count(Said said) {
    return message(said).map(of -> of.content().attachments().size()).orElse(0);
  }

  /// Whose words do not count.
  Set<PartyId> unclear() {
    Set<PartyId> all = new TreeSet<>();
    for (Said each : words) {
      if (message(each).isPresent()
          && (!isForIt(each) || each.said().numbers().last() > count(each))) {
        all.add(each.at().origin().party());
      }
    }
    return all;
  }

  /// In words.
  Map<String, Instant> held() {
    Map<String, Instant> all = new TreeMap<>();
    for (Said each : words) {
      EntryPlace message = each.said().message();
      for (int number : each.said().numbers()) {
        if (isForIt(each) && number <= count(each)) {
          all.putIfAbsent(words(message, each.at().origin().party(), number), each.time());
        }
      }
    }
    return all;
  }

  /// The same as the picture has it.
  static Map<String, Instant> held(Picture picture) {
    Map<String, Instant> all = new TreeMap<>();
    for (Message message : picture.channel().messages()) {
      message
          .attachmentsHeld()
          .forEach(
              (reader, since) ->
                  since.forEach(
                      (number, time) -> all.put(words(message.at(), reader, number), time)));
    }
    return all;
  }

  private static String words(EntryPlace message, PartyId reader, int number) {
    return "%s %s %d".formatted(message, reader, number);
  }
}
