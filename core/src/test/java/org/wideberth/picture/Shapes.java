package org.wideberth.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.agreement.ArticleId;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.LineArticle;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.TestTimes;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;

/// Volumes, requests and rules for tests, round a place on a river.
final class Shapes {
  static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");
  static final double LAT = 47.5;
  static final double LON = 8.0;

  private Shapes() {}

  /// A circle of 500 m, so many metres (roughly) east of the place, from sea level to 1 km, for an
  /// hour.
  static Volume circle(int eastM) {
    return circle(eastM, 0);
  }

  static Volume circle(int eastM, int startMinutes) {
    Area area = Areas.circle(Position.ofDegrees(LAT, LON + eastM / 75_200.0), 50_000).orThrow();
    return new Volume(
        area, new HeightBand(Datum.MSL, 0, 100_000, Optional.empty()), hours(startMinutes, 60));
  }

  static TimeWindow hours(int startMinutes, int minutes) {
    Instant start = MORNING.plus(Duration.ofMinutes(startMinutes));
    return new TimeWindow(start, start.plus(Duration.ofMinutes(minutes)));
  }

  static OperationRequest request(String name, Volume... volumes) {
    return new OperationRequest(Kind.AIR, 0, Grain.EXACT, name, List.of(volumes), Optional.empty());
  }

  static OperationRequest requestTo(Audience to, String name, Volume... volumes) {
    return new OperationRequest(Kind.AIR, 0, Grain.EXACT, name, List.of(volumes), Optional.of(to));
  }

  static Audience to(String... parties) {
    Set<PartyId> named = new TreeSet<>();
    for (String party : parties) {
      named.add(new PartyId(party));
    }
    return Audience.of(named);
  }

  /// A river through the place, northwards over 12 km: it reaches 20 km, and who is named keeps to
  /// the west of it.
  static LineArticle river(int eastM, String... west) {
    NavigableMap<PartyId, LineSide> sides = new TreeMap<>();
    for (String party : west) {
      sides.put(new PartyId(party), LineSide.LEFT);
    }
    double lon = LON + eastM / 75_200.0;
    return new LineArticle(
        new ArticleId("river"),
        "The river",
        List.of(
            Position.ofDegrees(LAT - 0.05, lon),
            Position.ofDegrees(LAT, lon),
            Position.ofDegrees(LAT + 0.06, lon)),
        50_000,
        20_000,
        sides,
        Optional.empty(),
        Optional.empty());
  }

  /// A line eastwards, 200 m north of the place, which holds below 200 m and for the first hour and
  /// a half; who is named keeps to the south of it.
  static LineArticle brook(String... south) {
    NavigableMap<PartyId, LineSide> sides = new TreeMap<>();
    for (String party : south) {
      sides.put(new PartyId(party), LineSide.RIGHT);
    }
    return new LineArticle(
        new ArticleId("brook"),
        "The brook",
        List.of(
            Position.ofDegrees(LAT + 0.0018, LON - 0.1),
            Position.ofDegrees(LAT + 0.0018, LON + 0.1)),
        10_000,
        5_000,
        sides,
        Optional.of(new HeightBand(Datum.MSL, 0, 20_000, Optional.empty())),
        Optional.of(hours(0, 90)));
  }

  /// The circle, by name, for those who are named.
  static ZoneArticle zone(
      String id, ZoneArticle.ZoneKind kind, int noticeS, Volume volume, String... binds) {
    return new ZoneArticle(
        new ArticleId(id),
        "Zone " + id,
        kind,
        volume,
        List.of(binds).stream().map(PartyId::new).toList(),
        noticeS);
  }

  /// The same rules with these articles.
  static Rules with(
      Rules rules, List<LineArticle> lines, List<ZoneArticle> zones, Map<Kind, Integer> leads) {
    return Rules.of(rules.document().with(new Articles(lines, zones, new TreeMap<>(leads))));
  }

  /// The same rules with terms of the channel: the higher, the slower.
  static Rules withTerms(Rules rules, int seconds) {
    ChannelTerms terms =
        new ChannelTerms(
            Optional.of(new LadderTimes(seconds, seconds)),
            new TreeMap<>(
                Map.of(
                    Precedence.FLASH, new AnswerTimes(Optional.of(seconds), Optional.empty()),
                    Precedence.ROUTINE, new AnswerTimes(Optional.empty(), Optional.of(seconds)))),
            Optional.of(new TestTimes(List.of(LocalTime.of(seconds % 24, 0)))));
    return Rules.of(rules.document().with(rules.document().articles().with(terms)));
  }

  /// The same minimum for all kinds.
  static Rules rules(int number, int lateralM, String... members) {
    List<PartyId> parties = List.of(members).stream().map(PartyId::new).toList();
    return Rules.of(
        RulesDocument.uniform(
            WrittenLog.THEATRE, number, "minima", parties, Minimum.ofMetresAndFeet(lateralM, 500)));
  }
}
