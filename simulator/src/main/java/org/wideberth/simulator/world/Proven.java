package org.wideberth.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wideberth.channel.LinkTestPace;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.node.engine.EngineView;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.picture.HeldEntry;
import org.wideberth.picture.Picture;
import org.wideberth.record.Bundle;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// That every state in a node's picture is covered by signatures: from the bundles that the node
/// makes of all it knows, each verified with nothing but the parties' cards, the same states come
/// out again. Used once.
final class Proven {
  private static final int CLAIMS_MAX = 10_000;

  private static final LinkTestPace PACE = LinkTestPace.USUAL;

  private final EngineView view;
  private final Picture picture;
  private final Collection<Card> cards;
  private final NavigableMap<EntryPlace, HeldEntry> entries = new TreeMap<>();
  private int bundles;

  private Proven(EngineView view, Collection<Card> cards) {
    this.view = view;
    this.picture = view.picture();
    this.cards = cards;
  }

  /// @param cards of all parties
  /// @return how many bundles were verified
  /// @throws Broken if one does not hold, or a state is in none
  static int check(SimulatedNode node, Collection<Card> cards) {
    return node.engine().read(view -> new Proven(view, cards).check());
  }

  private int check() {
    picture.operations().forEach(each -> take("operation " + each.id(), view.bundle(each.id())));
    picture.findings().forEach(each -> take("finding " + each.id(), view.bundle(each.id())));
    picture.articleFindings().forEach(each -> take("finding " + each.id(), view.bundle(each.id())));
    picture.takenUp().forEach(id -> take("settlement " + id, view.bundle(id)));
    Set<MessageId> threads = new HashSet<>();
    for (Message each : picture.channel().messages()) {
      if (threads.add(each.thread())) {
        take("thread of " + each.id(), view.bundle(each.id()));
      }
    }
    picture
        .claims()
        .latest(Optional.empty(), CLAIMS_MAX)
        .forEach(each -> take("report " + each.id(), view.bundle(each.id())));
    for (Hash rules : picture.agreement().documents().keySet()) {
      take("agreement " + rules, view.bundleOfRules(rules));
    }
    picture.parties().forEach(party -> take("party " + party, view.bundle(party)));
    compare();
    return bundles;
  }

  private void take(String about, Outcome<byte[]> made) {
    byte[] file = made.orThrow();
    BundleReport report = BundleVerifier.verify(file, cards);
    if (!report.holds()) {
      throw new Broken(
          "%s: the bundle about %s does not hold: %s"
              .formatted(picture.self(), about, report.words()));
    }
    for (Bundle.Item item : Bundle.parse(file).orThrow().items()) {
      byte[] leaf = item.entryBytes();
      entries.put(
          new EntryPlace(item.origin(), item.seq(), Hash.sha256(leaf)),
          HeldEntry.of(item.origin(), item.seq(), leaf, item.body()));
    }
    bundles++;
  }

  private void compare() {
    Picture again = Picture.empty(picture.theatre(), picture.self());
    again.apply(List.copyOf(entries.values()));
    Map<String, List<String>> proven = states(again);
    states(picture)
        .forEach(
            (what, held) -> {
              List<String> rest = new ArrayList<>(held);
              rest.removeAll(proven.getOrDefault(what, List.of()));
              if (!rest.isEmpty() || proven.getOrDefault(what, List.of()).size() != held.size()) {
                throw new Broken(
                    "%s: its bundles do not prove its %s: %s"
                        .formatted(picture.self(), what, rest));
              }
            });
  }

  /// Everything that is shown to people, one line each.
  private Map<String, List<String>> states(Picture of) {
    Map<String, List<String>> states = new TreeMap<>();
    states.put("operations", lines(of.operations().stream()));
    states.put("findings", lines(of.findings().stream()));
    states.put("findings under articles", lines(of.articleFindings().stream()));
    states.put("settlements", lines(of.takenUp().stream().map(of::settlement)));
    states.put("messages", lines(of.channel().messages().stream()));
    states.put("claims", lines(of.claims().lines()));
    states.put("agreements", of.agreement().lines());
    states.put("parties that left", lines(of.departures().entrySet().stream()));
    states.put("unresolved entries", lines(of.placeholders().stream()));
    states.put("signatories", lines(entries.keySet().stream().map(of.people()::signatory)));
    for (PartyId party : picture.parties()) {
      states.put("desks of " + party, desks(of, party));
      states.put("people of " + party, lines(of.people().roster(party).values().stream()));
      states.put(
          "tests of the link with " + party,
          lines(
              Stream.of(
                  of.linkTests().of(party, PACE, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH))));
    }
    return states;
  }

  /// But for the note for the relief, which is for the own party only.
  private static List<String> desks(Picture of, PartyId party) {
    return lines(
        of.watches().of(party).stream()
            .map(each -> List.of(each.desk(), each.manned(), each.by(), each.since())));
  }

  private static List<String> lines(Stream<?> each) {
    return each.map(Object::toString).toList();
  }
}
