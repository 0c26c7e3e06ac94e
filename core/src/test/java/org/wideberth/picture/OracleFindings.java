package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private final OracleRules agreed;

  OracleFindings(OracleRules agreed) {
    this.agreed = agreed;
  }

  /// Every finding in words, sorted.
  static List<String> of(Map<OperationId, Op> operations, OracleRules agreed) {
    OracleFindings oracle = new OracleFindings(agreed);
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
    Optional<TimeWindow> common = OracleRules.common(one, other);
    if (common.isEmpty()) {
      return Optional.empty();
    }
    Set<Hash> rules = new TreeSet<>();
    boolean disputed = false;
    List<Separation> close = new ArrayList<>();
    List<TimeWindow> times = new ArrayList<>();
    for (TimeWindow piece : agreed.pieces(common.get())) {
      Set<Rules> held = new HashSet<>();
      for (PartyId party : List.of(a.party(), b.party())) {
        agreed.held(party, piece.start()).ifPresent(held::add);
      }
      held.forEach(each -> rules.add(each.hash()));
      disputed |= disputed(a.party(), b.party(), piece.start());
      for (Rules each : held) {
        for (Volume v : one.content().volumes()) {
          for (Volume w : other.content().volumes()) {
            Separation s = separation(each, one, v, other, w);
            Optional<TimeWindow> then = s.overlap().flatMap(piece::intersection);
            if (s.verdict() != Verdict.APART && then.isPresent()) {
              close.add(s);
              times.add(then.get());
            }
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
            span(times),
            close.stream().mapToLong(Separation::upperMm).min().orElseThrow(),
            List.copyOf(rules),
            disputed));
  }

  private static Separation separation(Rules rules, Op one, Volume v, Op other, Volume w) {
    return Separations.between(
        PreparedVolume.of(v),
        PreparedVolume.of(w),
        rules.document().minimum(KindPair.of(one.content().kind(), other.content().kind())),
        rules.document().heights());
  }

  private static TimeWindow span(List<TimeWindow> times) {
    Instant start =
        times.stream().map(TimeWindow::start).min(Comparator.naturalOrder()).orElseThrow();
    Instant end = times.stream().map(TimeWindow::end).max(Comparator.naturalOrder()).orElseThrow();
    return new TimeWindow(start, end);
  }

  private boolean disputed(PartyId a, PartyId b, Instant at) {
    Optional<Rules> one = agreed.held(a, at);
    if (one.isEmpty() || !one.equals(agreed.held(b, at))) {
      return true;
    }
    return !one.get().document().members().containsAll(List.of(a, b))
        || !agreed.complete(one.get());
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
