package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.wideberth.party.PartyId;

/// How much each party may add in a day: a store that fills evenly, and is full at first. Nothing
/// is taken of a party whose store is empty; what is taken when there is little left may be more
/// than that, and is waited for. Owned by the engine.
final class DailyQuota {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private static final class Store {
    long left;
    long atMillis;
  }

  private final long perDay;
  private final Map<PartyId, Store> stores = new HashMap<>();

  DailyQuota(long perDay) {
    this.perDay = perDay;
  }

  /// True if something of that party can be taken now.
  boolean hasRoom(PartyId party, Instant now) {
    return store(party, now).left > 0;
  }

  void charge(PartyId party, long amount, Instant now) {
    store(party, now).left -= amount;
  }

  /// A clock that was put back adds nothing, and one that was put forward no more than a day.
  private Store store(PartyId party, Instant now) {
    long millis = now.toEpochMilli();
    Store store = stores.get(party);
    if (store == null) {
      store = new Store();
      store.left = perDay;
      store.atMillis = millis;
      stores.put(party, store);
      return store;
    }
    long passed = Math.clamp(millis - store.atMillis, 0, DAY_MS);
    long grown = passed * perDay / DAY_MS;
    if (grown > 0 || millis < store.atMillis) {
      store.left = Math.min(perDay, store.left + grown);
      store.atMillis = millis;
    }
    return store;
  }
}
