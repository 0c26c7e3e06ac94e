package org.wideberth.conflict.proposal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.ArticleId;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.KindPair;
import org.wideberth.agreement.LineArticle;
import org.wideberth.agreement.Lineage;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.ArticleFindings;
import org.wideberth.conflict.Finding;
import org.wideberth.conflict.Findings;
import org.wideberth.conflict.GridIndex;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.conflict.PairCheck;
import org.wideberth.conflict.Widened;
import org.wideberth.conflict.proposal.Proposals.Asked;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.QnhInterval;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.operation.Rounded;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// Operations of three parties and what they agreed on, as a node folds them; and the slow and
/// obvious way to see what a change would do: everything compared with everything.
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  static final List<PartyId> PARTIES =
      List.of(new PartyId("amber"), new PartyId("cobalt"), new PartyId("relief"));

  private static final TimeWindow LONG =
      new TimeWindow(NOW.minusSeconds(3_600), NOW.plusSeconds(20 * 3_600));

  private static final TheatreId THEATRE = new TheatreId("valley");

  final AgreementState agreement;
  final NavigableMap<OperationId, Operation> operations = new TreeMap<>();
  private final NavigableMap<OperationId, LiveOperation> live = new TreeMap<>();
  final Findings findings = new Findings(new GridIndex());
  final ArticleFindings articles = new ArticleFindings();

  Scene(AgreementState agreement, List<Operation> all) {
    this.agreement = agreement;
    all.forEach(each -> operations.put(each.id(), each));
    all.forEach(each -> live.put(each.id(), LiveOperation.of(each)));
    findings.refresh(all, agreement);
    articles.refresh(all, agreement, findings);
  }

  static Operation operation(PartyId party, int seq, OperationContent content, Instant noticed) {
    Origin log = new Origin(THEATRE, party, 1);
    return new Operation(
        OperationId.first(party, 1, seq),
        1,
        OperationState.DECLARED,
        content,
        Audience.everyone(),
        noticed,
        new EntryPlace(log, seq, Hash.sha256(new byte[0])));
  }

  static AgreementState uniform(long lateralM, long verticalFt) {
    return adopted(
        Rules.of(
            RulesDocument.uniform(
                THEATRE, 1, "", PARTIES, Minimum.ofMetresAndFeet(lateralM, verticalFt))));
  }

  static AgreementState adopted(Rules rules) {
    Map<PartyId, List<Hash>> adoptions = new HashMap<>();
    PARTIES.forEach(party -> adoptions.put(party, List.of(rules.hash())));
    return new AgreementState(adoptions, List.of(rules));
  }

  Operation operation(OperationId id) {
    return Objects.requireNonNull(operations.get(id));
  }

  Mover mover(Operation operation) {
    Widened widened = Widened.of(operation, Proposals.SHIFT_MAX, Proposals.ASIDE_MAX_M * 100L);
    return Mover.of(operation, findings.near(widened), articles.articlesOf(operation.party()));
  }

  Proposals proposals(Finding finding) {
    OperationId first = finding.first().operation();
    OperationId second = finding.second().operation();
    return Proposals.of(
        List.of(
            new Asked(mover(operation(first)), second), new Asked(mover(operation(second)), first)),
        NOW);
  }

  /// What is found between an operation, as it is or might be, and all others: by the other.
  Map<OperationId, Finding> found(Operation moved) {
    Map<OperationId, Finding> found = new TreeMap<>();
    LiveOperation there = LiveOperation.of(moved);
    live.forEach(
        (id, other) -> {
          if (!id.party().equals(moved.party())) {
            new PairCheck()
                .between(there, other, agreement.between(moved.party(), id.party()))
                .ifPresent(finding -> found.put(id, finding));
          }
        });
    return found;
  }

  /// What is found about it by itself: by the article.
  Map<String, ArticleFinding> foundAlone(Operation moved) {
    Findings alone = new Findings(new GridIndex());
    ArticleFindings found = new ArticleFindings();
    alone.refresh(List.of(moved), agreement);
    found.refresh(List.of(moved), agreement, alone);
    Map<String, ArticleFinding> byArticle = new TreeMap<>();
    found.all().forEach(each -> byArticle.put(each.article(), each));
    return byArticle;
  }

  /// As it would stand once that was filed; empty if it could not be.
  Optional<Operation> filed(Operation before, Optional<OperationContent> content) {
    if (content.isEmpty()
        || !(Rounded.of(content.get()) instanceof Outcome.Accepted<OperationContent>(var coarse))
        || !coarse.volumes().stream()
            .allMatch(each -> Areas.check(each.area()) instanceof Outcome.Accepted<Area>)) {
      return Optional.empty();
    }
    return Optional.of(
        new Operation(
            before.id(),
            before.revision() + 1,
            before.state(),
            coarse,
            before.readers(),
            NOW,
            before.latest()));
  }

  /// What is wrong with a change: that it does not end the finding, opens another or makes one
  /// worse.
  Optional<String> wrong(Operation before, Optional<OperationContent> content, OperationId other) {
    Optional<Operation> after = filed(before, content);
    if (after.isEmpty()) {
      return Optional.of("it cannot be filed");
    }
    Map<OperationId, Finding> was = found(before);
    for (Finding is : found(after.get()).values()) {
      OperationId with = is.across(before.party()).operation();
      if (with.equals(other)) {
        return Optional.of("it is still found with " + other);
      }
      if (Situation.isWorse(was.get(with), is)) {
        return Optional.of("worse with " + with);
      }
    }
    Map<String, ArticleFinding> wasAlone = foundAlone(before);
    for (ArticleFinding is : foundAlone(after.get()).values()) {
      if (Situation.isWorse(wasAlone.get(is.article()), is)) {
        return Optional.of("worse under " + is.article());
      }
    }
    return Optional.empty();
  }

  /// By chance: small, crowded, of all shapes, datums and kinds of rules.
  static Scene random(Random random) {
    AgreementState agreement = agreement(random);
    List<Operation> all = new ArrayList<>();
    int count = 5 + random.nextInt(26);
    // Under way since long, where they are: there is no way out.
    boolean stuck = random.nextInt(12) == 0;
    while (all.size() < count) {
      Kind kind =
          stuck
              ? Kind.STATIC
              : random.nextInt(4) == 0 ? pick(random, List.of(Kind.values())) : Kind.AIR;
      Grain grain = random.nextInt(12) == 0 ? Grain.KM_1 : Grain.EXACT;
      List<Volume> volumes = new ArrayList<>();
      int parts = 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 1);
      Position about = away(random, Position.ofDegrees(47.5, 8), 12_000);
      while (volumes.size() < parts) {
        if (area(random, away(random, about, 1_500)) instanceof Outcome.Accepted<Area>(var area)) {
          volumes.add(new Volume(area, heights(random), stuck ? LONG : time(random)));
        }
      }
      OperationContent fine = new OperationContent(kind, 0, grain, "op " + all.size(), volumes);
      if (Rounded.of(fine) instanceof Outcome.Accepted<OperationContent>(var content)) {
        Instant noticed = NOW.minus(Duration.ofMinutes(random.nextInt(600)));
        all.add(operation(pick(random, PARTIES), all.size(), content, noticed));
      }
    }
    return new Scene(agreement, all);
  }

  private static AgreementState agreement(Random random) {
    Rules first = rules(random, 1, Lineage.NONE);
    int way = random.nextInt(4);
    if (way > 1) {
      return adopted(first);
    }
    Lineage later =
        new Lineage(
            Optional.of(first.hash()), Optional.empty(), Optional.of(NOW.plusSeconds(3 * 3_600)));
    Rules second = rules(random, 2, way == 0 ? Lineage.NONE : later);
    Map<PartyId, List<Hash>> adoptions = new HashMap<>();
    for (PartyId party : PARTIES) {
      // Disputed, or all hold to the second from a time on.
      adoptions.put(
          party,
          way == 0
              ? List.of(pick(random, List.of(first, second)).hash())
              : List.of(first.hash(), second.hash()));
    }
    return new AgreementState(adoptions, List.of(first, second));
  }

  private static Rules rules(Random random, int number, Lineage lineage) {
    NavigableMap<KindPair, Minimum> minima = new TreeMap<>();
    for (KindPair pair : KindPair.all()) {
      minima.put(
          pair,
          Minimum.ofMetresAndFeet(
              pick(random, List.of(50, 300, 1_000, 2_500)),
              pick(random, List.of(100, 500, 1_000))));
    }
    Optional<QnhInterval> qnh =
        random.nextBoolean() ? Optional.of(new QnhInterval(10_000, 10_250)) : Optional.empty();
    RulesDocument document =
        new RulesDocument(THEATRE, number, "", PARTIES, minima, qnh).with(lineage);
    return Rules.of(random.nextInt(3) == 0 ? document.with(articles(random)) : document);
  }

  private static Articles articles(Random random) {
    NavigableMap<PartyId, LineSide> west = new TreeMap<>();
    west.put(pick(random, PARTIES), LineSide.LEFT);
    LineArticle river =
        new LineArticle(
            new ArticleId("river"),
            "",
            List.of(Position.ofDegrees(47.3, 8.05), Position.ofDegrees(47.7, 8.06)),
            50_000,
            20_000,
            west,
            Optional.empty(),
            random.nextBoolean() ? Optional.of(time(random)) : Optional.empty());
    ZoneArticle zone =
        new ZoneArticle(
            new ArticleId("camp"),
            "",
            pick(
                random,
                List.of(ZoneArticle.ZoneKind.KEEP_OUT, ZoneArticle.ZoneKind.HEIGHT_LIMITED)),
            new Volume(
                Areas.circle(away(random, Position.ofDegrees(47.5, 8), 8_000), 200_000).orThrow(),
                new HeightBand(Datum.MSL, 0, 90_000, Optional.empty()),
                new TimeWindow(NOW, NOW.plusSeconds(86_400))),
            List.of(pick(random, PARTIES)),
            0);
    NavigableMap<Kind, Integer> leads = new TreeMap<>();
    if (random.nextBoolean()) {
      leads.put(Kind.AIR, pick(random, List.of(3_600, 8 * 3_600)));
    }
    return new Articles(List.of(river), List.of(zone), leads);
  }

  private static HeightBand heights(Random random) {
    int lower = random.nextInt(1_200);
    int upper = lower + 10 + random.nextInt(200);
    return switch (random.nextInt(6)) {
      case 0 -> new HeightBand(Datum.PRESSURE, lower * 3, upper * 3, Optional.empty());
      case 1 -> new HeightBand(Datum.WGS84, lower * 100, upper * 100, Optional.empty());
      case 2 ->
          new HeightBand(
              Datum.AGL,
              lower * 50,
              upper * 50,
              Optional.of(new Ground(20_000, 20_000 + random.nextInt(20_000))));
      default -> new HeightBand(Datum.MSL, lower * 100, upper * 100, Optional.empty());
    };
  }

  private static TimeWindow time(Random random) {
    Instant start = NOW.plusSeconds(60L * (random.nextInt(300) - 10));
    return new TimeWindow(start, start.plusSeconds(600 + random.nextInt(5_400)));
  }

  private static Outcome<Area> area(Random random, Position at) {
    double size = 150 * Math.pow(20, random.nextDouble());
    return switch (random.nextInt(3)) {
      case 0 -> Areas.circle(at, Math.round(size * 100));
      case 1 ->
          Areas.corridor(
              List.of(at, away(random, at, 4 * size), away(random, at, 4 * size)),
              Math.round(size * 20) + 1);
      default -> {
        List<Position> ring = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          ring.add(moved(at, size * (0.5 + random.nextDouble()), 72 * i));
        }
        yield Areas.polygon(ring, random.nextInt(3) == 0 ? 20_000 : 0);
      }
    };
  }

  static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static Position away(Random random, Position from, double metresMax) {
    return moved(from, metresMax * random.nextDouble(), 360 * random.nextDouble());
  }

  /// On a plane: nobody asks how far exactly.
  static Position moved(Position from, double metres, double azimuthDeg) {
    double azimuth = Math.toRadians(azimuthDeg);
    return Position.ofDegrees(
        from.latitudeDeg() + metres * Math.cos(azimuth) / 111_200,
        from.longitudeDeg() + metres * Math.sin(azimuth) / 75_200);
  }

  static Instant minutes(int minutes) {
    return NOW.plusSeconds(60L * minutes);
  }

  /// A circle of 500 m so far east of 47.5 N 8 E, minutes from now, above the sea.
  static Volume volume(int eastM, int from, int to, int lowerM, int upperM) {
    return new Volume(
        Areas.circle(moved(Position.ofDegrees(47.5, 8), eastM, 90), 50_000).orThrow(),
        new HeightBand(Datum.MSL, lowerM * 100, upperM * 100, Optional.empty()),
        new TimeWindow(minutes(from), minutes(to)));
  }

  static Operation made(Kind kind, int party, int seq, Volume... volumes) {
    return operation(
        PARTIES.get(party),
        seq,
        new OperationContent(kind, 0, Grain.EXACT, "", List.of(volumes)),
        NOW.minusSeconds(86_400));
  }
}
