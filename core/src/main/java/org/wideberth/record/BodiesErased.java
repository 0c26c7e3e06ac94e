package org.wideberth.record;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.wideberth.record.HoldingNote.Range;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry in which a party says to everybody that it has erased what some of its
/// entries said: whoever never had those bodies gets them from it no more. A claim: whether it
/// counts is for [org.wideberth.picture.Picture]. Immutable.
///
/// @param log a log of the party that says so, of this epoch or an earlier one
/// @param entries ascending, and not touching each other
public record BodiesErased(Origin log, List<Range> entries) {
  public static final String TYPE = "bodies-erased";

  /// As many as fit into a body at their longest: 36 characters and what is between them.
  public static final int RANGES_MAX = 1_000;

  public BodiesErased {
    entries = List.copyOf(entries);
    if (entries.isEmpty() || entries.size() > RANGES_MAX || !ascend(entries)) {
      throw new IllegalArgumentException("not ranges of erased bodies");
    }
  }

  private static boolean ascend(List<Range> ranges) {
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).first() <= ranges.get(i - 1).last() + 1) {
        return false;
      }
    }
    return true;
  }

  /// Says it of those entries, in as many bodies as it takes.
  public static List<BodiesErased> of(Origin log, SortedSet<Long> seqs) {
    List<Range> ranges = new ArrayList<>();
    for (long seq : seqs) {
      if (!ranges.isEmpty() && ranges.getLast().last() + 1 == seq) {
        ranges.add(new Range(ranges.removeLast().first(), seq));
      } else {
        ranges.add(new Range(seq, seq));
      }
    }
    List<BodiesErased> bodies = new ArrayList<>();
    for (int from = 0; from < ranges.size(); from += RANGES_MAX) {
      bodies.add(
          new BodiesErased(log, ranges.subList(from, Math.min(from + RANGES_MAX, ranges.size()))));
    }
    return bodies;
  }

  /// True if it is said of that entry.
  public boolean covers(Origin origin, long seq) {
    if (!log.equals(origin)) {
      return false;
    }
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).last() < seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < entries.size() && entries.get(low).contains(seq);
  }

  public static Outcome<BodiesErased> parse(byte[] body) {
    return Json.read(
        body,
        Limits.BODY_BYTES_MAX,
        object -> {
          JsonField type = object.required("type");
          if (!type.asText(32).equals(TYPE)) {
            throw type.refuse(RefusalCode.MALFORMED, "not about erased bodies");
          }
          Origin log = object.required("log").as(Origin::parse);
          JsonField field = object.required("entries");
          List<Range> entries = field.asList(RANGES_MAX, range -> range.as(Range::parse));
          if (entries.isEmpty() || !ascend(entries)) {
            throw field.refuse(
                RefusalCode.MALFORMED, "ranges that ascend and do not touch are expected");
          }
          return new BodiesErased(log, entries);
        });
  }

  public byte[] toBytes() {
    return JsonWriter.object(
        out ->
            out.put("type", TYPE)
                .put("log", log.toString())
                .array("entries", entries, (list, range) -> list.add(range.toString())));
  }
}
