package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.agreement.KindPair;
import org.wideberth.agreement.Rules;
import org.wideberth.conflict.Finding;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separation;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.OracleFold.Op;
import org.wideberth.record.Hash;

/// What is found between operations, slowly: every pair, under what both sides adopted last, every
/// volume with every volume, in words.
final class OracleFindings {
  private final Map<PartyId, List<Rules>> adopted;

  OracleFindings(Map<PartyId, List<Rules>> adopted) {
    this.adopted = adopted;
  }

  /// Every finding in words, sorted.
  static List<String> of(Map<OperationId, Op> operations, Map<PartyId, List<Rules>> adopted) {
    OracleFindings oracle = new OracleFindings(adopted);
    List<String> found = new ArrayList<>();
    operations.forEach(
        (a, one) ->
            operations.forEach(
                (b, other) -> {
                  if (a.compareTo(b) < 0 && !a.party().equals(b.party())) {
                    oracle.finding(a, one, b, other).ifPresent(found::add);
                  }
                }));
    found.sort(Comparator.naturalOrder());
    return found;
  }

  Optional<String> finding(OperationId a, Op one, OperationId b, Op other) {
    if (!OracleFold.LIVE.contains(one.state()) || !OracleFold.LIVE.contains(other.state())) {
      return Optional.empty();
    }
    List<Rules> rules = new ArrayList<>();
    for (PartyId party : List.of(a.party(), b.party())) {
      List<Rules> theirs = adopted.getOrDefault(party, List.of());
      if (!theirs.isEmpty() && !rules.contains(theirs.getLast())) {
        rules.add(theirs.getLast());
      }
    }
    List<Separation> close = new ArrayList<>();
    for (Rules each : rules) {
      for (Volume v : one.content().volumes()) {
        for (Volume w : other.content().volumes()) {
          Separation s = separation(each, one, v, other, w);
          if (s.verdict() != Verdict.APART) {
            close.add(s);
          }
        }
      }
    }
    if (close.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        words(
            Finding.idOf(a, one.content().kind(), b, other.content().kind()),
            a + " " + one.revision() + " " + b + " " + other.revision(),
            close.stream().map(Separation::verdict).max(Comparator.naturalOrder()).orElseThrow(),
            span(close),
            close.stream().mapToLong(Separation::upperMm).min().orElseThrow(),
            rules.stream().map(Rules::hash).sorted().toList(),
            disputed(a.party(), b.party())));
  }

  private static Separation separation(Rules rules, Op one, Volume v, Op other, Volume w) {
    return Separations.between(
        PreparedVolume.of(v),
        PreparedVolume.of(w),
        rules.document().minimum(KindPair.of(one.content().kind(), other.content().kind())),
        rules.document().heights());
  }

  private static TimeWindow span(List<Separation> close) {
    List<TimeWindow> times = close.stream().map(s -> s.overlap().orElseThrow()).toList();
    Instant start =
        times.stream().map(TimeWindow::start).min(Comparator.naturalOrder()).orElseThrow();
    Instant end = times.stream().map(TimeWindow::end).max(Comparator.naturalOrder()).orElseThrow();
    return new TimeWindow(start, end);
  }

  private boolean disputed(PartyId a, PartyId b) {
    List<Rules> one = adopted.getOrDefault(a, List.of());
    List<Rules> other = adopted.getOrDefault(b, List.of());
    if (one.isEmpty() || other.isEmpty() || !one.getLast().equals(other.getLast())) {
      return true;
    }
    List<PartyId> members = one.getLast().document().members();
    return !members.contains(a)
        || !members.contains(b)
        || !members.stream()
            .allMatch(m -> adopted.getOrDefault(m, List.of()).contains(one.getLast()));
  }

  static String words(
      Hash id,
      String operations,
      Verdict verdict,
      TimeWindow interval,
      long upperMm,
      List<Hash> rules,
      boolean disputed) {
    return "%s %s %s %s %d %s %s"
        .formatted(id, operations, verdict, interval, upperMm, rules, disputed);
  }
}
