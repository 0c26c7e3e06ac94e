package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.party.PartyId;

/// The alarms that the engine itself raises; one for each code and party. Owned by the engine.
final class Alarms {
  private record Key(Alarm.Code code, Optional<PartyId> party) {}

  private final Map<Key, Alarm> raised = new LinkedHashMap<>();
  private long changes;

  /// How often something was raised, reworded or ended: tells whether there is news.
  long changes() {
    return changes;
  }

  /// Raises an alarm, or gives a raised one new words; true if that is news.
  boolean raise(Alarm.Code code, Optional<PartyId> party, String words, Instant now) {
    Key key = new Key(code, party);
    Alarm before = raised.get(key);
    if (before != null && before.words().equals(words)) {
      return false;
    }
    changes++;
    raised.put(
        key, new Alarm(code, party, words, before == null ? Optional.of(now) : before.since()));
    return true;
  }

  /// Ends an alarm; true if it was raised.
  boolean end(Alarm.Code code, Optional<PartyId> party) {
    boolean was = raised.remove(new Key(code, party)) != null;
    changes += was ? 1 : 0;
    return was;
  }

  boolean isRaised(Alarm.Code code, Optional<PartyId> party) {
    return raised.containsKey(new Key(code, party));
  }

  List<Alarm> list() {
    return new ArrayList<>(raised.values());
  }
}
