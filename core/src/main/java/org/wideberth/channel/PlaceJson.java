package org.wideberth.channel;

import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.record.Origin;

/// How a body names an entry of a log of the same theatre, hash included: who signs the one has
/// signed for exactly the other.
public final class PlaceJson {
  private PlaceJson() {}

  /// Reads what [#write] wrote.
  public static EntryPlace read(TheatreId theatre, JsonObject from) {
    return new EntryPlace(
        new Origin(
            theatre,
            from.required("party").as(PartyId::parse),
            from.required("epoch").asInt(1, Limits.EPOCH_MAX)),
        from.required("seq").asLong(0, Limits.LOG_SIZE_MAX),
        from.required("leaf").asHash());
  }

  /// The members that name an entry.
  public static void write(JsonWriter out, EntryPlace at) {
    out.put("party", at.origin().party().text())
        .put("epoch", at.origin().epoch())
        .put("seq", at.seq())
        .put("leaf", at.leaf());
  }
}
