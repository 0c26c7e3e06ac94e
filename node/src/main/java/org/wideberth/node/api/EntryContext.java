package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.NamedPlace;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;
import org.wideberth.geo.Surroundings;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.picture.Picture;
import org.wideberth.record.Hash;

/// What a position that is typed should be near, as the picture knows it: what is named with it,
/// or else anything that is live in the theatre.
///
/// @param operations that it is about, beside those of the findings
/// @param message a message of the thread that it goes on with
record EntryContext(
    Collection<OperationId> operations, Collection<Hash> findings, Optional<MessageId> message) {
  /// Messages of a thread, and of the channel, whose places are looked at.
  private static final int MESSAGES_MAX = 100;

  static final EntryContext NONE = new EntryContext(List.of(), List.of(), Optional.empty());

  EntryContext {
    operations = List.copyOf(operations);
    findings = List.copyOf(findings);
  }

  /// Own operations come first, so that nobody's declarations crowd them out. What it takes is
  /// copied under the lock and looked at without it: operations and messages are immutable.
  Surroundings in(Core core) {
    List<Operation> about = new ArrayList<>();
    List<Position> places = new ArrayList<>();
    List<Operation> live = new ArrayList<>();
    List<Position> elsewhere = new ArrayList<>();
    core.read(
        view -> {
          Picture picture = view.picture();
          List<Message> thread =
              message.map(id -> picture.channel().thread(id, MESSAGES_MAX)).orElse(List.of());
          named(picture, thread).flatMap(id -> picture.operation(id).stream()).forEach(about::add);
          places.addAll(places(thread));
          if (about.isEmpty() && places.isEmpty()) {
            picture.operations().stream()
                .filter(Operation::isLive)
                .sorted(Comparator.comparing(each -> !each.party().equals(picture.self())))
                .forEach(live::add);
            elsewhere.addAll(places(picture.channel().latest(Optional.empty(), MESSAGES_MAX)));
          }
          return true;
        });
    return about.isEmpty() && places.isEmpty()
        ? Surroundings.theatre(areas(live), elsewhere)
        : Surroundings.about(areas(about), places);
  }

  private Stream<OperationId> named(Picture picture, List<Message> thread) {
    Stream<Hash> all =
        Stream.concat(
            findings.stream(),
            thread.stream().flatMap(each -> each.content().about().findings().stream()));
    return Stream.of(
            operations.stream(),
            thread.stream().flatMap(each -> each.content().about().operations().stream()),
            all.flatMap(id -> picture.finding(id).stream())
                .flatMap(each -> Stream.of(each.first().operation(), each.second().operation())))
        .flatMap(each -> each)
        .distinct();
  }

  private static List<Position> places(List<Message> messages) {
    return messages.stream()
        .flatMap(each -> each.content().about().places().stream())
        .map(NamedPlace::at)
        .distinct()
        .toList();
  }

  private static List<Area> areas(List<Operation> operations) {
    return operations.stream()
        .flatMap(each -> each.content().volumes().stream())
        .map(each -> each.area())
        .distinct()
        .toList();
  }
}
