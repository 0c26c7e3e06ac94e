package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.wideberth.agreement.Rules;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// Some parties with a log and a picture each, and nothing between them but the test: what one
/// writes reaches the others at once, the body only if it is for them.
final class Theatre {
  private final Map<String, WrittenLog> logs = new HashMap<>();
  private final Map<String, Picture> pictures = new HashMap<>();
  private final Map<String, List<PictureEvent>> events = new HashMap<>();
  private final List<WrittenLog.Written> all = new ArrayList<>();

  Theatre(String... parties) {
    for (String party : parties) {
      join(party);
    }
  }

  /// A party that gets everything from the beginning.
  void join(String party) {
    logs.put(party, new WrittenLog(party));
    Picture picture = Picture.empty(WrittenLog.THEATRE, new PartyId(party));
    pictures.put(party, picture);
    List<HeldEntry> held = all.stream().map(each -> each.asHeldBy(picture.self())).toList();
    events.put(party, new ArrayList<>(picture.apply(held)));
  }

  Picture picture(String party) {
    return get(pictures, party);
  }

  WrittenLog log(String party) {
    return get(logs, party);
  }

  private static <T> T get(Map<String, T> map, String party) {
    T value = map.get(party);
    if (value == null) {
      throw new IllegalArgumentException("no party " + party);
    }
    return value;
  }

  /// Writes what the party decides. Returns the operation id that a new operation gets.
  OperationId decide(String party, Function<Picture, Outcome<Draft>> decision) {
    WrittenLog log = log(party);
    OperationId id = OperationId.first(log.party(), 1, log.size());
    write(party, decision.apply(picture(party)).orThrow());
    return id;
  }

  void write(String party, Draft draft) {
    log(party).write(draft);
    spread(log(party).last());
  }

  private void spread(WrittenLog.Written written) {
    all.add(written);
    pictures.forEach(
        (name, picture) ->
            get(events, name).addAll(picture.apply(List.of(written.asHeldBy(picture.self())))));
  }

  OperationId declare(String party, OperationRequest request) {
    return decide(party, p -> OperationDecisions.declare(p, 1, log(party).size(), request));
  }

  void revise(String party, OperationId id, OperationRequest request) {
    write(party, OperationDecisions.revise(picture(party), id, request).orThrow());
  }

  /// From now on everybody's entries are written then.
  void clock(Instant now) {
    logs.values().forEach(log -> log.clock(now));
  }

  void adopt(Rules rules, String... parties) {
    for (String party : parties) {
      if (!picture(party).agreement().documents().containsKey(rules.hash())) {
        decide(party, p -> RulesDecisions.propose(p, rules.text(), Optional.empty()));
      }
      decide(party, p -> RulesDecisions.adopt(p, rules.hash(), Optional.empty()));
    }
  }

  /// The events that the party's picture gave since the last call.
  List<PictureEvent> events(String party) {
    List<PictureEvent> since = List.copyOf(get(events, party));
    get(events, party).clear();
    return since;
  }

  Origin origin(String party) {
    return log(party).origin();
  }
}
