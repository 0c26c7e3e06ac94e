package org.wideberth.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.LineArticle;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.ArticleFinding.What;
import org.wideberth.geo.Effort;
import org.wideberth.geo.HeightRelation;
import org.wideberth.geo.LineCrossing;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// What is found about one operation under articles, slowly: every article of every document that
/// somebody adopted last, every volume, in words.
final class OracleArticles {
  private OracleArticles() {}

  private record Found(Map<String, List<String>> byArticle, boolean disputed) {}

  /// How the findings are called.
  static List<Hash> ids(OperationId id, OracleFold.Op op, OracleRules who) {
    return found(id, op, who).byArticle().keySet().stream()
        .map(article -> ArticleFinding.idOf(id, article))
        .toList();
  }

  static List<String> of(OperationId id, OracleFold.Op op, OracleRules who) {
    Found found = found(id, op, who);
    List<String> all = new ArrayList<>();
    found
        .byArticle()
        .forEach(
            (article, under) ->
                all.add(words(id, article, op.revision(), under, found.disputed())));
    return all;
  }

  private static Found found(OperationId id, OracleFold.Op op, OracleRules who) {
    Map<Hash, Rules> documents = new TreeMap<>();
    boolean any = false;
    Map<Hash, List<Volume>> parts = new HashMap<>();
    for (TimeWindow piece : who.pieces(OracleRules.span(op.content()))) {
      Map<Hash, Rules> held = new TreeMap<>();
      for (PartyId party : who.parties()) {
        who.held(party, piece.start())
            .filter(rules -> rules.document().members().contains(id.party()))
            .ifPresent(rules -> held.put(rules.hash(), rules));
      }
      Optional<Rules> own = who.held(id.party(), piece.start());
      any |=
          held.size() != 1
              || own.isEmpty()
              || !held.containsKey(own.get().hash())
              || !who.complete(own.get());
      documents.putAll(held);
      for (Hash hash : held.keySet()) {
        for (Volume volume : op.content().volumes()) {
          volume
              .time()
              .intersection(piece)
              .map(time -> new Volume(volume.area(), volume.heights(), time))
              .ifPresent(part -> parts.computeIfAbsent(hash, _ -> new ArrayList<>()).add(part));
        }
      }
    }
    Map<String, List<String>> byArticle = new TreeMap<>();
    for (Rules rules : documents.values()) {
      Articles articles = rules.document().articles();
      List<Volume> then = parts.getOrDefault(rules.hash(), List.of());
      articles.lines().forEach(line -> line(id, then, rules, line, byArticle));
      articles.zones().forEach(zone -> zone(id, op, then, rules, zone, byArticle));
      articles
          .leadTimesS()
          .forEach(
              (kind, agreed) -> {
                long given = lead(op, op.content().volumes());
                if (kind == op.content().kind() && given < agreed) {
                  put(
                      byArticle,
                      "lead-times/" + kind.word(),
                      words(rules.hash(), What.LATE_NOTICE, 0, Optional.of(given)));
                }
              });
    }
    return new Found(byArticle, any);
  }

  private static void put(Map<String, List<String>> byArticle, String article, String words) {
    byArticle.computeIfAbsent(article, each -> new ArrayList<>()).add(words);
  }

  private static void line(
      OperationId id,
      List<Volume> parts,
      Rules rules,
      LineArticle line,
      Map<String, List<String>> byArticle) {
    if (!line.sides().containsKey(id.party())) {
      return;
    }
    List<LineCrossing> crossings = new ArrayList<>();
    for (Volume volume : parts) {
      PreparedVolume prepared = PreparedVolume.of(volume);
      boolean then = line.during().map(volume.time()::overlaps).orElse(true);
      boolean there =
          line.heights()
              .map(band -> HeightRelation.of(prepared, band, rules.document().heights()).overlaps())
              .orElse(true);
      if (then && there) {
        line.line()
            .crossing(prepared, line.sides().get(id.party()), Effort.of(Long.MAX_VALUE))
            .ifPresent(crossings::add);
      }
    }
    if (!crossings.isEmpty()) {
      long most = crossings.stream().mapToLong(LineCrossing::mostMm).max().orElseThrow();
      put(
          byArticle,
          "lines/" + line.id(),
          words(rules.hash(), What.CROSSES_LINE, most, Optional.empty()));
    }
  }

  private static void zone(
      OperationId id,
      OracleFold.Op op,
      List<Volume> parts,
      Rules rules,
      ZoneArticle zone,
      Map<String, List<String>> byArticle) {
    if (!zone.binds().contains(id.party())) {
      return;
    }
    boolean limits = zone.kind() == ZoneKind.HEIGHT_LIMITED;
    PreparedVolume there = PreparedVolume.of(zone.volume());
    List<Volume> in = new ArrayList<>();
    long most = 0;
    for (Volume volume : parts) {
      PreparedVolume prepared = PreparedVolume.of(volume);
      HeightRelation heights =
          HeightRelation.of(prepared, zone.volume().heights(), rules.document().heights());
      if (volume.time().overlaps(zone.volume().time())
          && (limits ? heights.outsideMm() > 0 : heights.overlaps())
          && Separations.touching(there, prepared, Effort.of(Long.MAX_VALUE)).isPresent()) {
        in.add(
            new Volume(
                volume.area(),
                volume.heights(),
                volume.time().intersection(zone.volume().time()).orElseThrow()));
        most = limits ? Math.max(most, heights.outsideMm()) : 0;
      }
    }
    boolean notify = zone.kind() == ZoneKind.NOTIFY_BEFORE_ENTRY;
    if (in.isEmpty() || (notify && lead(op, in) >= zone.noticeS())) {
      return;
    }
    What what =
        switch (zone.kind()) {
          case KEEP_OUT -> What.ENTERS_ZONE;
          case NOTIFY_BEFORE_ENTRY -> What.ENTERS_AT_SHORT_NOTICE;
          case HEIGHT_LIMITED -> What.LEAVES_HEIGHTS;
        };
    Optional<Long> lead = notify ? Optional.of(lead(op, in)) : Optional.empty();
    put(byArticle, "zones/" + zone.id(), words(rules.hash(), what, most, lead));
  }

  private static long lead(OracleFold.Op op, List<Volume> volumes) {
    Instant start =
        volumes.stream().map(v -> v.time().start()).min(Comparator.naturalOrder()).orElseThrow();
    return Math.floorDiv(Duration.between(op.noticed(), start).toMillis(), 1_000L);
  }

  private static String words(Hash rules, What what, long mostMm, Optional<Long> leadS) {
    return "%s %s %d %s".formatted(rules, what, mostMm, leadS);
  }

  private static String words(
      OperationId id, String article, int revision, List<String> under, boolean disputed) {
    return "%s %s %s %d %s %s"
        .formatted(ArticleFinding.idOf(id, article), id, article, revision, under, disputed);
  }

  static String words(ArticleFinding finding) {
    return words(
        finding.operation(),
        finding.article(),
        finding.revision(),
        finding.under().stream()
            .map(
                under ->
                    words(
                        under.rules(),
                        under.what(),
                        under.mostMm(),
                        under.lead().map(ArticleFinding.Lead::givenS)))
            .toList(),
        finding.disputed());
  }
}
