package org.wideberth.simulator.world;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.agreement.ArticleId;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.LineArticle;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.TestTimes;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;

/// What simulated parties agree on: minima, a river through the valley with every other party on
/// its left, a zone nobody enters, one with notice, a lead time, and how fast they hear each other.
/// The river lies elsewhere in each version, and people test the channel an hour later.
public final class ValleyRules {
  private static final double MIDDLE_DEG = Traffic.WEST_DEG + Traffic.SPAN_DEG / 2;
  private static final TimeWindow ALWAYS =
      new TimeWindow(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2090-01-01T00:00:00Z"));

  private ValleyRules() {}

  /// The document with that number, of a theatre and its members.
  public static RulesDocument of(TheatreId theatre, int number, List<PartyId> members) {
    RulesDocument minima =
        RulesDocument.uniform(
            theatre,
            number,
            "Valley " + number,
            members,
            Minimum.ofMetresAndFeet(1852L + 926L * number, 1000));
    NavigableMap<PartyId, LineSide> sides = new TreeMap<>();
    for (PartyId party : minima.members()) {
      sides.put(party, sides.size() % 2 == 0 ? LineSide.LEFT : LineSide.RIGHT);
    }
    double lon = MIDDLE_DEG + 0.01 * number;
    LineArticle river =
        new LineArticle(
            new ArticleId("river"),
            "The river",
            List.of(
                Position.ofDegrees(Traffic.SOUTH_DEG, lon),
                Position.ofDegrees(Traffic.SOUTH_DEG + Traffic.SPAN_DEG / 2, lon + 0.01),
                Position.ofDegrees(Traffic.SOUTH_DEG + Traffic.SPAN_DEG, lon)),
            100_000,
            20_000,
            sides,
            Optional.empty(),
            Optional.empty());
    return minima.with(
        new Articles(
            List.of(river),
            List.of(
                zone("ward", ZoneKind.KEEP_OUT, 0, 0.3, minima.members()),
                zone("bay", ZoneKind.NOTIFY_BEFORE_ENTRY, 3_600, 0.7, minima.members())),
            new TreeMap<>(Map.of(Kind.AIR, 900)),
            terms(number)));
  }

  /// Of the channel: another for each number.
  static ChannelTerms terms(int number) {
    int slower = Math.floorMod(number, 12);
    return new ChannelTerms(
        Optional.of(new LadderTimes(30 + slower, 60 - slower)),
        new TreeMap<>(
            Map.of(
                Precedence.FLASH,
                new AnswerTimes(Optional.of(20 + slower), Optional.of(300)),
                Precedence.ROUTINE,
                new AnswerTimes(Optional.empty(), Optional.of(600 + slower)))),
        Optional.of(new TestTimes(List.of(LocalTime.of(5 + slower, 0), LocalTime.of(17, 30)))));
  }

  private static ZoneArticle zone(
      String id, ZoneKind kind, int noticeS, double share, List<PartyId> binds) {
    Position centre = Position.ofDegrees(Traffic.SOUTH_DEG + share * Traffic.SPAN_DEG, MIDDLE_DEG);
    HeightBand heights = new HeightBand(Datum.PRESSURE, -1_000, 5_000, Optional.empty());
    Volume volume = new Volume(Areas.circle(centre, 300_000).orThrow(), heights, ALWAYS);
    return new ZoneArticle(new ArticleId(id), "Zone " + id, kind, volume, binds, noticeS);
  }
}
