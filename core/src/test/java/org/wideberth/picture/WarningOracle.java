package org.wideberth.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Matter;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageContent;
import org.wideberth.channel.Readings;
import org.wideberth.channel.WarningRead;
import org.wideberth.record.EntryPlace;

/// What was read back of the times of warnings: goes through everything that was said.
final class WarningOracle {
  private record Said(EntryPlace at, ChannelBody.ReadBack said, boolean wrong) {}

  private final Map<EntryPlace, Optional<Matter.Warning>> messages = new HashMap<>();
  private final List<Said> words = new ArrayList<>();

  void sent(EntryPlace at, MessageContent content) {
    messages.put(
        at,
        content.matter().filter(Matter.Warning.class::isInstance).map(Matter.Warning.class::cast));
  }

  /// True if the message is here and does not say what is read back of it.
  boolean doesNotSay(EntryPlace message, WarningRead read) {
    if (!messages.containsKey(message)) {
      return false;
    }
    Optional<Matter.Warning> warning = messages.getOrDefault(message, Optional.empty());
    return warning.isEmpty()
        ? !read.items().isEmpty()
        : (read.around().isPresent() && warning.get().around().isEmpty())
            || (read.answerBy().isPresent() && warning.get().answerBy().isEmpty());
  }

  /// Each log in its order.
  void read(EntryPlace at, ChannelBody.ReadBack said, boolean wrong) {
    words.add(new Said(at, said, wrong));
  }

  Map<String, Long> times() {
    Map<String, List<Said>> latest = new TreeMap<>();
    for (Said each : words.reversed()) {
      if (messages.getOrDefault(each.said().message(), Optional.empty()).isPresent()
          && each.said().warning().start().isPresent()) {
        latest
            .computeIfAbsent(
                each.said().message() + " " + each.at().origin().party(), _ -> new ArrayList<>())
            .add(each);
      }
    }
    Map<String, Long> all = new TreeMap<>();
    latest.forEach(
        (key, said) ->
            said.stream()
                .limit(Readings.EACH_MAX)
                .filter(each -> !each.wrong())
                .findFirst()
                .ifPresent(each -> all.put(key, off(each.said()))));
    return all;
  }

  private long off(ChannelBody.ReadBack said) {
    long sent =
        messages
            .getOrDefault(said.message(), Optional.empty())
            .orElseThrow()
            .validity()
            .start()
            .toEpochMilli();
    return Math.abs(sent - said.warning().start().orElseThrow().toEpochMilli());
  }

  /// The same as the picture has it.
  static Map<String, Long> times(Picture picture) {
    Map<String, Long> all = new TreeMap<>();
    for (Message message : picture.channel().messages()) {
      message
          .readBacks()
          .forEach(
              (reader, said) ->
                  said.byItem().getOrDefault(WarningRead.Item.START, List.of()).stream()
                      .findFirst()
                      .ifPresent(each -> all.put(message.at() + " " + reader, each.difference())));
    }
    return all;
  }
}
