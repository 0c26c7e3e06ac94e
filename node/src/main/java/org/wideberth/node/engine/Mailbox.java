package org.wideberth.node.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.wideberth.party.PartyId;

/// Parcels that wait here for a party until it has a link with this node again. In memory: a parcel
/// that is lost is sent again by its sender, which knows of no receipt. Owned by the engine.
final class Mailbox {
  /// Parcels that one peer has brought and that wait: enough for a day's few changes to a theatre
  /// of parties that are asleep, and no more than memory can bear from fifty peers.
  static final int BYTES_PER_PEER_MAX = 4 * 1024 * 1024;

  private record Waiting(PartyId broughtBy, Frame.Relay parcel) {}

  private final Map<PartyId, Deque<Waiting>> byRecipient = new HashMap<>();
  private final Map<PartyId, Integer> bytes = new HashMap<>();

  /// Keeps a parcel; where that peer has brought too much, its oldest ones go.
  void put(PartyId broughtBy, Frame.Relay parcel) {
    byRecipient
        .computeIfAbsent(parcel.to(), _ -> new ArrayDeque<>())
        .add(new Waiting(broughtBy, parcel));
    bytes.merge(broughtBy, parcel.parcel().length(), Integer::sum);
    while (bytes.getOrDefault(broughtBy, 0) > BYTES_PER_PEER_MAX) {
      dropOldest(broughtBy, parcel.to());
    }
  }

  private void dropOldest(PartyId broughtBy, PartyId preferred) {
    List<Deque<Waiting>> queues = new ArrayList<>();
    queues.add(byRecipient.getOrDefault(preferred, new ArrayDeque<>()));
    queues.addAll(byRecipient.values());
    for (Deque<Waiting> queue : queues) {
      for (Iterator<Waiting> each = queue.iterator(); each.hasNext(); ) {
        Waiting waiting = each.next();
        if (waiting.broughtBy.equals(broughtBy)) {
          each.remove();
          bytes.merge(broughtBy, -waiting.parcel.parcel().length(), Integer::sum);
          return;
        }
      }
    }
    bytes.remove(broughtBy);
  }

  /// Takes out everything that waits for that party, in the order in which it came.
  List<Frame.Relay> collect(PartyId recipient) {
    Deque<Waiting> queue = byRecipient.remove(recipient);
    List<Frame.Relay> parcels = new ArrayList<>();
    if (queue != null) {
      for (Waiting waiting : queue) {
        bytes.merge(waiting.broughtBy, -waiting.parcel.parcel().length(), Integer::sum);
        parcels.add(waiting.parcel);
      }
    }
    return parcels;
  }

  /// Characters that wait, of all that this peer has brought.
  int waiting(PartyId broughtBy) {
    return bytes.getOrDefault(broughtBy, 0);
  }
}
