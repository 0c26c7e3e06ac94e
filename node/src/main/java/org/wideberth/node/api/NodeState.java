package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.List;
import org.wideberth.node.engine.EngineView;
import org.wideberth.record.LogCopy;

/// What a node has and lacks, in words for an administrator.
public final class NodeState {
  private NodeState() {}

  /// One sentence a line.
  public static List<String> lines(Core core) {
    return core.read(NodeState::lines);
  }

  private static List<String> lines(EngineView view) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s has %,d entries here."
            .formatted(
                view.ownCard().origin(),
                view.log(view.ownCard().party()).map(LogCopy::size).orElse(0L)));
    view.links()
        .forEach(
            link ->
                lines.add(
                    "%s has receipted %,d of them; %,d entries of its log are here."
                        .formatted(link.party(), link.theirSizeOfOurs(), link.ourSizeOfTheirs())));
    view.alarms()
        .forEach(alarm -> lines.add("Alarm %s: %s".formatted(alarm.code(), alarm.words())));
    if (view.alarms().isEmpty()) {
      lines.add("No alarm: it goes on from here when it is started.");
    }
    return lines;
  }
}
