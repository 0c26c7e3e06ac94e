package org.wideberth.channel;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wideberth.party.PartyId;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry with which a node says how its links did in a machine test: one entry for
/// all its peers. Immutable.
///
/// @param results by peer; one at least
public record LinkTested(SortedMap<PartyId, LinkResult> results) {
  public static final String TYPE = "link-tested";

  /// @throws IllegalArgumentException if there is none, or more than a theatre has parties
  public LinkTested {
    if (results.isEmpty() || results.size() > Limits.PARTIES_MAX) {
      throw new IllegalArgumentException("a test is of 1 to " + Limits.PARTIES_MAX + " links");
    }
    results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
  }

  /// Reads a body.
  public static Outcome<LinkTested> parse(byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, LinkTested::read);
  }

  private static LinkTested read(JsonObject from) {
    JsonField type = from.required("type");
    if (!type.asText(32).equals(TYPE)) {
      throw type.refuse(RefusalCode.MALFORMED, "not a test of links");
    }
    JsonField links = from.required("links");
    SortedMap<PartyId, LinkResult> results = new TreeMap<>();
    int listed = 0;
    for (Map.Entry<PartyId, LinkResult> each :
        links.asList(Limits.PARTIES_MAX, link -> link.asObject(LinkTested::link))) {
      results.put(each.getKey(), each.getValue());
      listed++;
    }
    if (listed == 0 || results.size() < listed) {
      throw links.refuse(RefusalCode.MALFORMED, "one link at least, and each party once");
    }
    return new LinkTested(results);
  }

  private static Map.Entry<PartyId, LinkResult> link(JsonObject from) {
    PartyId party = from.required("party").as(PartyId::parse);
    LinkResult result =
        from.optional("failed")
            .<LinkResult>map(word -> new LinkResult.Failed(word.asOneOf(LinkResult.Reason.class)))
            .orElseGet(
                () ->
                    new LinkResult.Passed(
                        from.required("round_trip_ms")
                            .asInt(0, LinkResult.Passed.ROUND_TRIP_MS_MAX),
                        from.required("offset_ms")
                            .asInt(
                                -LinkResult.Passed.OFFSET_MS_MAX,
                                LinkResult.Passed.OFFSET_MS_MAX)));
    return Map.entry(party, result);
  }

  /// The bytes of a body that says this.
  public byte[] toBytes() {
    return JsonWriter.object(
        out ->
            out.put("type", TYPE)
                .array(
                    "links",
                    results.entrySet(),
                    (list, each) ->
                        list.object(link -> write(link, each.getKey(), each.getValue()))));
  }

  private static void write(JsonWriter out, PartyId party, LinkResult result) {
    out.put("party", party.text());
    switch (result) {
      case LinkResult.Passed(var roundTripMs, var offsetMs) ->
          out.put("round_trip_ms", roundTripMs).put("offset_ms", offsetMs);
      case LinkResult.Failed(var reason) -> out.put("failed", reason);
    }
  }
}
