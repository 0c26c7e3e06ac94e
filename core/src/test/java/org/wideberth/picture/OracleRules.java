package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.agreement.AgreementBody.Done;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.Steps.Suspension;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.OperationContent;
import org.wideberth.party.PartyId;
import org.wideberth.picture.OracleFold.Op;
import org.wideberth.record.Hash;

/// Who holds to what at which time, slowly: asked anew for every moment at which something changes.
final class OracleRules {
  /// What a party says in its log: it adopts, or it ends from a time on.
  private record Said(Rules rules, Instant time, Optional<Instant> ends) {}

  private record Asking(Instant time, Asked asked, boolean done) {}

  private final Map<PartyId, List<Said>> said = new TreeMap<>();
  private final Map<PartyId, Map<Hash, Asking>> asked = new HashMap<>();
  private final Map<PartyId, Map<String, String>> suspended = new TreeMap<>();
  private final Map<Hash, Rules> known = new HashMap<>();
  private final List<Runnable> late = new ArrayList<>();

  void know(Rules rules) {
    known.put(rules.hash(), rules);
  }

  void adopt(PartyId party, Rules rules, Instant time) {
    said.computeIfAbsent(party, _ -> new ArrayList<>())
        .add(new Said(rules, time, Optional.empty()));
  }

  /// Whether what it says counts; to be asked in the order of the log.
  boolean step(PartyId party, Hash leaf, Instant time, AgreementBody body) {
    Map<Hash, Asking> asks = asked.computeIfAbsent(party, _ -> new HashMap<>());
    switch (body) {
      case Asked ask -> {
        asks.put(leaf, new Asking(time, ask, false));
        return true;
      }
      case Done done -> {
        Asking ask = asks.get(done.asked());
        if (ask == null
            || ask.asked().step() != done.step()
            || ask.asked().by().name().text().equalsIgnoreCase(done.by().name().text())
            || ask.time().plusSeconds(86_400).isBefore(time)) {
          return false;
        }
        if (!ask.done()) {
          asks.put(done.asked(), new Asking(ask.time(), ask.asked(), true));
          did(party, time, ask.asked());
        }
        return true;
      }
    }
  }

  private void did(PartyId party, Instant time, Asked ask) {
    if (ask.step() == Step.END) {
      Instant from = ask.from().orElseThrow();
      Instant later = from.isBefore(time) ? time : from;
      List<Said> log = said.computeIfAbsent(party, _ -> new ArrayList<>());
      int at = log.size();
      log.add(new Said(PLACE, time, Optional.of(later)));
      late.add(
          () ->
              log.set(
                  at,
                  new Said(known.getOrDefault(ask.agreement(), PLACE), time, Optional.of(later))));
      return;
    }
    Map<String, String> of = suspended.computeIfAbsent(party, _ -> new TreeMap<>());
    List<String> articles = ask.articles().isEmpty() ? List.of("") : ask.articles();
    for (String article : articles) {
      String key = ask.agreement() + " " + article;
      if (ask.step() == Step.SUSPENSION) {
        of.put(key, time.toString());
      } else {
        of.remove(key);
      }
      if (ask.step() == Step.RESUMPTION && article.isEmpty()) {
        of.keySet().removeIf(each -> each.startsWith(ask.agreement() + " "));
      }
    }
  }

  private static final Rules PLACE = Shapes.rules(9, 999, "nobody");

  /// All logs are read.
  void whole() {
    late.forEach(Runnable::run);
    late.clear();
  }

  /// What is suspended, in words.
  Set<String> suspensions() {
    Set<String> words = new TreeSet<>();
    suspended.forEach(
        (party, of) ->
            of.forEach(
                (key, since) -> {
                  String hash = key.substring(0, key.indexOf(' '));
                  boolean whole = of.containsKey(hash + " ");
                  if ((!whole || key.endsWith(" ")) && adopted(party, key)) {
                    words.add(party + " " + key + " " + since);
                  }
                }));
    return words;
  }

  static String words(Suspension each) {
    return "%s %s %s %s"
        .formatted(each.party(), each.agreement(), each.article().orElse(""), each.since());
  }

  private boolean adopted(PartyId party, String key) {
    String hash = key.substring(0, key.indexOf(' '));
    String article = key.substring(key.indexOf(' ') + 1);
    return said.getOrDefault(party, List.of()).stream()
        .filter(each -> each.ends().isEmpty() && each.rules().hash().toString().equals(hash))
        .anyMatch(
            each -> article.isEmpty() || each.rules().document().articleNames().contains(article));
  }

  Set<PartyId> parties() {
    return said.keySet();
  }

  /// From when a document holds.
  private Instant from(Rules rules) {
    Optional<Instant> named = rules.document().lineage().inForceFrom();
    Instant from = named.orElse(TimeWindow.FIRST);
    if (named.isPresent()) {
      for (PartyId member : rules.document().members()) {
        for (Said each : said.getOrDefault(member, List.of())) {
          if (each.ends().isEmpty() && each.rules().equals(rules)) {
            from = each.time().isAfter(from) ? each.time() : from;
            break;
          }
        }
      }
    }
    return from;
  }

  /// What the party holds to at that moment.
  Optional<Rules> held(PartyId party, Instant at) {
    List<Said> log = said.getOrDefault(party, List.of());
    for (int i = log.size() - 1; i >= 0; i--) {
      Rules rules = log.get(i).rules();
      if (log.get(i).ends().isEmpty() && !from(rules).isAfter(at)) {
        boolean ended =
            log.subList(i, log.size()).stream()
                .anyMatch(
                    each ->
                        each.rules().equals(rules)
                            && each.ends().filter(end -> !end.isAfter(at)).isPresent());
        return ended ? Optional.empty() : Optional.of(rules);
      }
    }
    return Optional.empty();
  }

  /// Every member adopted it at some time.
  boolean complete(Rules rules) {
    return rules.document().members().stream()
        .allMatch(
            member ->
                said.getOrDefault(member, List.of()).stream()
                    .anyMatch(each -> each.ends().isEmpty() && each.rules().equals(rules)));
  }

  /// The span, cut wherever anything may change.
  List<TimeWindow> pieces(TimeWindow span) {
    NavigableSet<Instant> cuts = new TreeSet<>(List.of(span.start(), span.end()));
    said.values()
        .forEach(
            log ->
                log.forEach(
                    each -> {
                      cuts.add(from(each.rules()));
                      cuts.add(each.ends().orElse(span.start()));
                    }));
    List<Instant> all = List.copyOf(cuts.subSet(span.start(), true, span.end(), true));
    List<TimeWindow> pieces = new ArrayList<>();
    for (int i = 1; i < all.size(); i++) {
      pieces.add(new TimeWindow(all.get(i - 1), all.get(i)));
    }
    return pieces;
  }

  static TimeWindow span(OperationContent content) {
    List<TimeWindow> times = content.volumes().stream().map(each -> each.time()).toList();
    return new TimeWindow(
        times.stream().map(TimeWindow::start).min(Instant::compareTo).orElseThrow(),
        times.stream().map(TimeWindow::end).max(Instant::compareTo).orElseThrow());
  }

  static Optional<TimeWindow> common(Op one, Op other) {
    return span(one.content()).intersection(span(other.content()));
  }
}
