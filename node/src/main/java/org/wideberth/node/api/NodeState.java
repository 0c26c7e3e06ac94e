package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.wideberth.node.engine.Alarm;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.party.Succession.Reason;
import org.wideberth.record.LogCopy;
import org.wideberth.record.SignedCheckpoint;

/// What a node has and lacks, in words for an administrator.
public final class NodeState {
  private NodeState() {}

  /// One sentence a line.
  public static List<String> lines(Core core) {
    return core.read(NodeState::lines);
  }

  /// What ends the own log's epoch as it stands now.
  ///
  /// @param lastGood how many of its entries the party stands by
  public static KeyFiles.Ending ending(
      Core core, Reason reason, LongUnaryOperator lastGood, boolean newTls) {
    return core.read(
        view -> {
          SignedCheckpoint head = view.head();
          long good = lastGood.applyAsLong(head.size());
          return new KeyFiles.Ending(
              reason, good, view.rootAt(good), Optional.of(head.note()), newTls);
        });
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
    List<Alarm> alarms = view.alarms();
    alarms.forEach(alarm -> lines.add("Alarm %s: %s".formatted(alarm.code(), alarm.words())));
    if (alarms.isEmpty()) {
      lines.add("No alarm: it goes on from here when it is started.");
    }
    return lines;
  }
}
