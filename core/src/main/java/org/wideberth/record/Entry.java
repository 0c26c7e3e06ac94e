package org.wideberth.record;

import java.time.Instant;
import java.util.List;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// One public line of a party's log. Its bytes are hashed as they were sent and never written
/// again from this record, so keep them beside it.
///
/// @param origin the log it stands in
/// @param seq its place there, from 0
/// @param time the author's claim, in whole milliseconds; proves nothing
/// @param to whom the body is for
/// @param seen peers' logs as the author held them, those that changed since its last entry:
///     sorted by party and epoch, one each
/// @param body hash of the body
public record Entry(
    Origin origin, long seq, Instant time, Audience to, List<Seen> seen, Hash body) {

  /// A peer's log as the author of an entry held it.
  ///
  /// @param size entries held, at least 1
  public record Seen(PartyId party, int epoch, long size, Hash root) {
    public Seen {
      require(epoch >= 1 && epoch <= Limits.EPOCH_MAX, "epoch");
      require(size >= 1 && size <= Limits.LOG_SIZE_MAX, "size");
    }
  }

  public Entry {
    require(seq >= 0 && seq < Limits.LOG_SIZE_MAX, "seq");
    long millis = time.toEpochMilli();
    require(
        millis >= 0
            && millis <= Limits.EPOCH_MILLIS_MAX
            && Instant.ofEpochMilli(millis).equals(time),
        "time");
    seen = List.copyOf(seen);
    require(seen.size() <= Limits.PARTIES_MAX, "seen");
    for (int i = 1; i < seen.size(); i++) {
      require(ascending(seen.get(i - 1), seen.get(i)), "seen must ascend");
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  private static boolean ascending(Seen first, Seen second) {
    int byParty = first.party.compareTo(second.party);
    return byParty < 0 || (byParty == 0 && first.epoch < second.epoch);
  }

  /// Reads leaf bytes. Any order of keys; nothing unknown.
  public static Outcome<Entry> parse(byte[] leaf) {
    Entry canonical = CanonicalEntry.read(leaf);
    return canonical == null ? parseAny(leaf) : Outcome.accept(canonical);
  }

  /// The same, however it is written.
  static Outcome<Entry> parseAny(byte[] leaf) {
    return Json.read(
        leaf,
        Limits.ENTRY_BYTES_MAX,
        object -> {
          JsonField version = object.required("v");
          if (version.asLong(0, Long.MAX_VALUE) != 1) {
            throw version.refuse(RefusalCode.MALFORMED, "only version 1 is known here");
          }
          TheatreId theatre = object.required("theatre").as(TheatreId::parse);
          PartyId party = object.required("party").as(PartyId::parse);
          int epoch = object.required("epoch").asInt(1, Limits.EPOCH_MAX);
          return new Entry(
              Origin.of(theatre, party, epoch),
              object.required("seq").asLong(0, Limits.LOG_SIZE_MAX - 1),
              object.required("time").asInstant(),
              object.optional("to").map(Entry::audience).orElseGet(Audience.Sealed::new),
              seen(object.required("seen")),
              object.required("body").asHash());
        });
  }

  private static Audience audience(JsonField field) {
    List<String> names = field.asList(Limits.PARTIES_MAX, name -> name.asText(32));
    if (names.equals(List.of("*"))) {
      return Audience.everyone();
    }
    List<PartyId> parties = field.asList(Limits.PARTIES_MAX, name -> name.as(PartyId::parse));
    for (int i = 1; i < parties.size(); i++) {
      if (parties.get(i - 1).compareTo(parties.get(i)) >= 0) {
        throw field.refuse(RefusalCode.MALFORMED, "the parties must be sorted, each once");
      }
    }
    return new Audience.Named(parties);
  }

  private static List<Seen> seen(JsonField field) {
    List<Seen> logs =
        field.asList(
            Limits.PARTIES_MAX,
            each ->
                each.asObject(
                    log ->
                        new Seen(
                            log.required("party").as(PartyId::parse),
                            log.required("epoch").asInt(1, Limits.EPOCH_MAX),
                            log.required("size").asLong(1, Limits.LOG_SIZE_MAX),
                            log.required("root").asHash())));
    for (int i = 1; i < logs.size(); i++) {
      if (!ascending(logs.get(i - 1), logs.get(i))) {
        throw field.refuse(
            RefusalCode.MALFORMED, "the logs must be sorted by party and epoch, each once");
      }
    }
    return logs;
  }

  /// The canonical leaf bytes: for the author, once.
  public byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          out.put("v", 1)
              .put("theatre", origin.theatre().text())
              .put("party", origin.party().text())
              .put("epoch", origin.epoch())
              .put("seq", seq)
              .put("time", time);
          switch (to) {
            case Audience.Everyone() -> out.array("to", List.of("*"), JsonWriter.Elements::add);
            case Audience.Named(var parties) ->
                out.array("to", parties, (list, party) -> list.add(party.text()));
            case Audience.Sealed() -> {}
          }
          out.array("seen", seen, (list, log) -> list.object(each -> write(each, log)))
              .put("body", body);
        });
  }

  private static void write(JsonWriter out, Seen log) {
    out.put("party", log.party.text())
        .put("epoch", log.epoch)
        .put("size", log.size)
        .put("root", log.root);
  }
}
