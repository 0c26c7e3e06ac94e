package org.wideberth.node.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.Attached;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.MessageId;
import org.wideberth.node.attachment.AttachmentStore;
import org.wideberth.party.PartyId;
import org.wideberth.picture.AttachmentDecisions;
import org.wideberth.picture.Draft;
import org.wideberth.record.Hash;

/// Brings attachments over the links. Who is to read a message asks its author, and nobody else,
/// for the bytes, one piece after the other; what nobody asked for is passed over. The author gives
/// them to those whom it has sent the message, and to nobody else. One attachment of each author is
/// fetched at a time, of the latest message first; what does not come is put aside for a while.
///
/// Frames are judged one by one: loss, doubling and reordering cost time. Owned by the engine.
final class Attachments {
  /// In one frame: what goes before waits no longer than for this much, which a link of 256 kbit/s
  /// carries in a second.
  static final int CHUNK_BYTES_MAX = 32 * 1024;

  /// Asked for and not yet here, of one peer: fills a link of 1 Mbit/s over a satellite.
  static final int IN_FLIGHT_BYTES_MAX = 4 * CHUNK_BYTES_MAX;

  /// Of one party in a day: eight of the largest. What its log may grow is measured apart
  /// ([PeerBudget#LOG_PER_DAY]). Counted anew after a restart.
  static final long PER_DAY = 128L * 1024 * 1024;

  /// Messages of one author, the latest, that are looked at for what is not here.
  static final int MESSAGES_MAX = 64;

  /// Without progress for so long, the same is asked for again.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Then another one has its turn, as often as this.
  static final int PATIENCES_MAX = 3;

  /// For so long what did not come is left alone.
  static final Duration ASIDE = Duration.ofMinutes(1);

  /// For so long what came wrong is left alone.
  static final Duration WRONG_ASIDE = Duration.ofHours(1);

  /// Of one author, what is put aside: more are looked at anew.
  private static final int ASIDE_MAX = MESSAGES_MAX * Attachment.EACH_MAX;

  private final Ledger ledger;
  private final AttachmentStore files;
  private final DailyQuota quota = new DailyQuota(PER_DAY);
  private final Map<PartyId, Fetch> fetches = new TreeMap<>();
  private final Map<PartyId, Map<Hash, Instant>> aside = new HashMap<>();

  /// Said to be held, and not here any more: found at the start.
  private final NavigableMap<PartyId, Map<Hash, Attached.Place>> lost = new TreeMap<>();
  private boolean room = true;

  /// What is being fetched of one author.
  private static final class Fetch {
    final PeerSession session;
    final Attachment what;

    /// Part of it was here before: a disk that lost power may have it otherwise than it came.
    final boolean goesOn;

    int asked;
    int tries;
    Instant progress;

    Fetch(PeerSession session, Attachment what, int has, Instant now) {
      this.session = session;
      this.what = what;
      this.goesOn = has > 0;
      this.asked = has;
      this.progress = now;
    }
  }

  Attachments(Ledger ledger, AttachmentStore files) {
    this.ledger = ledger;
    this.files = files;
  }

  private Attached attached() {
    return ledger.picture().channel().attached();
  }

  /// Looks, once, for what was here and is not any more.
  void look() {
    for (Attached.Place each : attached().all()) {
      Hash hash = each.what().hash();
      if (!each.author().equals(ledger.self()) && !files.isHeld(hash) && !files.isErased(hash)) {
        lost.computeIfAbsent(each.author(), _ -> new LinkedHashMap<>()).put(hash, each);
      }
    }
  }

  /// Attachments are the first thing that there is no room for.
  void room(long freeBytes) {
    room = freeBytes >= Machine.LOW_BYTES;
  }

  /// What is to be said of attachments that are here by now.
  Optional<List<Draft>> held() {
    List<Draft> drafts = new ArrayList<>();
    for (PartyId author : ledger.cards().keySet()) {
      Map<MessageId, SortedSet<Integer>> here = new TreeMap<>();
      for (Attached.Place each : attached().lacking(author, MESSAGES_MAX)) {
        if (files.isHeld(each.what().hash())) {
          here.computeIfAbsent(each.message(), _ -> new TreeSet<>()).add(each.number());
        }
      }
      here.forEach(
          (message, numbers) ->
              AttachmentDecisions.held(ledger.picture(), message, numbers).ifPresent(drafts::add));
    }
    return drafts.isEmpty() ? Optional.empty() : Optional.of(drafts);
  }

  /// Once a second: begins to fetch, and asks again for what was lost.
  void tick(Map<PartyId, PeerSession> sessions, Instant now, Batch batch) {
    fetches.values().removeIf(fetch -> !isUp(sessions, fetch));
    for (PeerSession session : sessions.values()) {
      if (session.greeted()) {
        tick(session, now, batch);
      }
    }
  }

  // A session is the very one of a link.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isUp(Map<PartyId, PeerSession> sessions, Fetch fetch) {
    return sessions.get(fetch.session.peer()) == fetch.session;
  }

  private void tick(PeerSession session, Instant now, Batch batch) {
    PartyId author = session.peer();
    Fetch fetch = fetches.get(author);
    if (fetch != null && Duration.between(fetch.progress, now).abs().compareTo(PATIENCE) > 0) {
      fetch.progress = now;
      fetch.asked = files.has(fetch.what);
      if (++fetch.tries >= PATIENCES_MAX) {
        putAside(author, fetch.what, now.plus(ASIDE));
        fetch = null;
      }
    }
    if (fetch == null) {
      fetch = next(session, now).orElse(null);
    }
    if (fetch != null) {
      fetches.put(author, fetch);
      ask(fetch, now, batch);
    }
  }

  private void putAside(PartyId author, Attachment what, Instant until) {
    fetches.remove(author);
    Map<Hash, Instant> of = aside.computeIfAbsent(author, _ -> new HashMap<>());
    if (of.size() >= ASIDE_MAX) {
      of.clear();
    }
    of.put(what.hash(), until);
  }

  private Optional<Fetch> next(PeerSession session, Instant now) {
    PartyId author = session.peer();
    List<Attached.Place> wanted = new ArrayList<>(attached().lacking(author, MESSAGES_MAX));
    wanted.addAll(lost.getOrDefault(author, Map.of()).values());
    Map<Hash, Instant> not = aside.getOrDefault(author, Map.of());
    return wanted.stream()
        .map(Attached.Place::what)
        .filter(what -> !files.isHeld(what.hash()) && !files.isErased(what.hash()))
        .filter(what -> !not.getOrDefault(what.hash(), Instant.MIN).isAfter(now))
        .findFirst()
        .map(what -> new Fetch(session, what, files.has(what), now));
  }

  private void ask(Fetch fetch, Instant now, Batch batch) {
    int has = files.has(fetch.what);
    if (has == fetch.what.size()) {
      finish(fetch, now);
      return;
    }
    if (!mayTake(fetch.session.peer(), now)) {
      return;
    }
    while (fetch.asked < fetch.what.size() && fetch.asked - has < IN_FLIGHT_BYTES_MAX) {
      Frame.WantAttachment want = new Frame.WantAttachment(fetch.what.hash(), fetch.asked);
      batch.afterwards(() -> fetch.session.send(want));
      fetch.asked += chunk(fetch.what, fetch.asked);
    }
  }

  private static int chunk(Attachment what, int from) {
    return Math.min(CHUNK_BYTES_MAX, what.size() - from);
  }

  private boolean mayTake(PartyId author, Instant now) {
    if (room && quota.hasRoom(author, now)) {
      ledger.alarms().end(Alarm.Code.ATTACHMENTS_WAIT, Optional.of(author));
      return true;
    }
    String why =
        room
            ? "it has used up the %d MiB that are taken of one party in a day"
                .formatted(PER_DAY >> 20)
            : "less than %d MiB are free on the disk of this node"
                .formatted(Machine.LOW_BYTES >> 20);
    wait(author, why, now);
    return false;
  }

  private void wait(PartyId author, String why, Instant now) {
    ledger
        .alarms()
        .raise(
            Alarm.Code.ATTACHMENTS_WAIT,
            Optional.of(author),
            "Attachments of messages from %s are not fetched for now: %s.".formatted(author, why),
            now);
  }

  void take(PeerSession session, Frame.OfAttachment frame, Instant now, Batch batch) {
    switch (frame) {
      case Frame.WantAttachment want -> batch.afterwards(() -> serve(session, want));
      case Frame.AttachmentBytes bytes -> take(session, bytes, now, batch);
    }
  }

  // A session is the very one of a link.
  @SuppressWarnings("ReferenceEquality")
  private void take(PeerSession session, Frame.AttachmentBytes came, Instant now, Batch batch) {
    Fetch fetch = fetches.get(session.peer());
    if (fetch == null || fetch.session != session || !fetch.what.hash().equals(came.hash())) {
      return;
    }
    int has = files.has(fetch.what);
    if (came.from() != has
        || came.from() >= fetch.asked
        || came.bytes().length != chunk(fetch.what, has)) {
      // It came twice, or not as it was asked for.
      return;
    }
    try {
      files.append(fetch.what, came.bytes());
    } catch (IOException full) {
      putAside(session.peer(), fetch.what, now.plus(ASIDE));
      wait(session.peer(), "the disk takes no more (" + full.getMessage() + ")", now);
      return;
    }
    quota.charge(session.peer(), came.bytes().length, now);
    fetch.progress = now;
    fetch.tries = 0;
    ask(fetch, now, batch);
  }

  private void finish(Fetch fetch, Instant now) {
    PartyId author = fetch.session.peer();
    try {
      if (files.finish(fetch.what)) {
        fetches.remove(author);
        lost.getOrDefault(author, new HashMap<>()).remove(fetch.what.hash());
        ledger.alarms().end(Alarm.Code.ATTACHMENT_WRONG, Optional.of(author));
        return;
      }
    } catch (IOException unreadable) {
      putAside(author, fetch.what, now.plus(ASIDE));
      wait(author, "the disk takes no more (" + unreadable.getMessage() + ")", now);
      return;
    }
    if (fetch.goesOn) {
      fetches.remove(author);
      return;
    }
    putAside(author, fetch.what, now.plus(WRONG_ASIDE));
    ledger
        .alarms()
        .raise(
            Alarm.Code.ATTACHMENT_WRONG,
            Optional.of(author),
            ("What %s sent for the attachment \"%s\" is not what its message names: nothing of it"
                    + " is kept, and it is asked for again in an hour.")
                .formatted(author, fetch.what.name()),
            now);
  }

  /// Gives the bytes that were asked for, if the asker has been sent a message with them.
  private void serve(PeerSession session, Frame.WantAttachment want) {
    Optional<Attachment> what =
        attached().mayHave(session.peer(), want.hash())
            ? attached().own(want.hash())
            : Optional.empty();
    what.flatMap(each -> bytes(each, want.from()))
        .ifPresent(
            bytes -> session.sendLast(new Frame.AttachmentBytes(want.hash(), want.from(), bytes)));
  }

  /// What cannot be read is not sent: who wants it asks again, and people see that it is not there.
  private Optional<byte[]> bytes(Attachment what, int from) {
    try {
      return files.read(what, from, CHUNK_BYTES_MAX);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
