package org.wideberth.simulator.adversary;

import java.util.List;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.node.engine.Command;
import org.wideberth.simulator.world.Agenda;

/// The honest agree on rules.
///
/// @param honest all of them
record Accord(List<Honest> honest, Agenda agenda) {
  /// Proposes them; the others adopt them once they have come.
  void begin() {
    RulesDocument rules =
        RulesDocument.uniform(
            Parties.THEATRE,
            1,
            "Valley",
            honest.stream().map(Honest::party).toList(),
            Minimum.ofMetresAndFeet(1852, 1000));
    honest.getFirst().ask(new Command.ProposeRules(rules.toText()));
    for (Honest node : honest) {
      adopt(node, Rules.of(rules));
    }
  }

  private void adopt(Honest node, Rules rules) {
    boolean known =
        node.runs()
            && node.engine()
                .read(
                    view ->
                        view.picture().agreement().documents().containsKey(rules.hash())
                            && !view.picture()
                                .agreement()
                                .adoptedBy(rules.hash())
                                .contains(node.party()));
    if (known) {
      node.ask(new Command.AdoptRules(rules.hash()));
    }
    boolean done =
        node.runs()
            && node.engine()
                .read(
                    view ->
                        view.picture().agreement().adoptedBy(rules.hash()).contains(node.party()));
    if (!done) {
      agenda.in(1_000, () -> adopt(node, rules));
    }
  }
}
