package org.wideberth.node.cli;

import java.time.Instant;
import java.util.Map;
import org.wideberth.party.PartyId;
import org.wideberth.record.JsonWriter;

/// A timeline as JSON: `proven`, `made`, `steps`, `others`, `problems`. A step has `log`, `seq`,
/// `author`, `standing`, `claimed`, `words`, `at_latest`, `delivered` and `witnessed` (each a list
/// of `party` and `time`) and `remarks`. Times are ISO-8601 in UTC; what is not known is absent.
final class TimelineJson {
  private TimelineJson() {}

  static byte[] write(Timeline timeline) {
    return JsonWriter.object(
        out -> {
          out.put("proven", timeline.proven());
          timeline.made().ifPresent(made -> out.put("made", made.toString()));
          out.array(
                  "steps", timeline.steps(), (list, step) -> list.object(item -> step(item, step)))
              .array("others", timeline.others(), (list, words) -> list.add(words))
              .array("problems", timeline.problems(), (list, words) -> list.add(words));
        });
  }

  private static void step(JsonWriter out, Timeline.Step step) {
    out.put("log", step.log()).put("seq", step.seq());
    step.author().ifPresent(author -> out.put("author", author.text()));
    out.put("standing", step.standing());
    step.claimed().ifPresent(time -> out.put("claimed", time.toString()));
    out.put("words", step.words());
    step.atLatest().ifPresent(time -> out.put("at_latest", time.toString()));
    out.array(
            "delivered",
            step.delivered().entrySet(),
            (list, each) -> list.object(item -> holder(item, each)))
        .array(
            "witnessed",
            step.witnessed().entrySet(),
            (list, each) -> list.object(item -> holder(item, each)))
        .array("remarks", step.remarks(), (list, words) -> list.add(words));
  }

  private static void holder(JsonWriter out, Map.Entry<PartyId, Instant> held) {
    out.put("party", held.getKey().text()).put("time", held.getValue().toString());
  }
}
