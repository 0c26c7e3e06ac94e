package org.wideberth.agreement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wideberth.channel.TestTimes;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Distances;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.party.PartyId;
import org.wideberth.record.JsonField;

/// Articles in words, and in what two of them differ.
final class ArticleWords {
  private static final String ALWAYS = "always";

  private ArticleWords() {}

  static String of(LineArticle line) {
    return "\"%s\", %d vertices from %s to %s, tolerance %s, reach %d m, %s, heights %s, %s"
        .formatted(
            line.name(),
            line.path().size(),
            place(line.path().getFirst()),
            place(line.path().getLast()),
            millimetres(line.toleranceMm()),
            line.reachM(),
            sides(line.sides()),
            line.heights().map(ArticleWords::heights).orElse("any"),
            line.during().map(ArticleWords::time).orElse(ALWAYS));
  }

  static String of(ZoneArticle zone) {
    return "\"%s\", %s, %s, heights %s, %s, binds %s%s"
        .formatted(
            zone.name(),
            kind(zone),
            area(zone.volume().area()),
            heights(zone.volume().heights()),
            time(zone.volume().time()),
            parties(zone.binds()),
            zone.noticeS() > 0 ? ", " + zone.noticeS() + " s before" : "");
  }

  static String of(TestTimes times) {
    return "daily at " + String.join(", ", times.texts()) + " UTC";
  }

  static String changes(LineArticle was, LineArticle is) {
    List<String> words = new ArrayList<>();
    add(words, "name", quoted(was.name()), quoted(is.name()));
    path(words, was.path(), is.path());
    add(words, "tolerance", millimetres(was.toleranceMm()), millimetres(is.toleranceMm()));
    add(words, "reach", was.reachM() + " m", is.reachM() + " m");
    Set<PartyId> parties = new TreeSet<>(was.sides().keySet());
    parties.addAll(is.sides().keySet());
    for (PartyId party : parties) {
      add(words, party + " keeps to", side(was, party), side(is, party));
    }
    add(
        words,
        "heights",
        was.heights().map(ArticleWords::heights).orElse("any"),
        is.heights().map(ArticleWords::heights).orElse("any"));
    add(
        words,
        "time",
        was.during().map(ArticleWords::time).orElse(ALWAYS),
        is.during().map(ArticleWords::time).orElse(ALWAYS));
    return String.join("; ", words);
  }

  static String changes(ZoneArticle was, ZoneArticle is) {
    List<String> words = new ArrayList<>();
    add(words, "name", quoted(was.name()), quoted(is.name()));
    add(words, "kind", kind(was), kind(is));
    Area before = was.volume().area();
    Area after = is.volume().area();
    if (!before.equals(after)) {
      add(words, "area", area(before), area(after));
      path(words, before.vertices(), after.vertices());
    }
    add(words, "heights", heights(was.volume().heights()), heights(is.volume().heights()));
    add(words, "time", time(was.volume().time()), time(is.volume().time()));
    add(words, "binds", parties(was.binds()), parties(is.binds()));
    add(words, "notice", was.noticeS() + " s", is.noticeS() + " s");
    return String.join("; ", words);
  }

  private static void add(List<String> words, String what, String was, String is) {
    if (!was.equals(is)) {
      words.add(what + " " + RulesChanges.change(was, is));
    }
  }

  /// How many vertices are not where they were, and the one that moved furthest.
  private static void path(List<String> words, List<Position> was, List<Position> is) {
    if (was.equals(is)) {
      return;
    }
    if (was.size() != is.size()) {
      words.add(
          "vertices from %d to %d, now from %s to %s"
              .formatted(was.size(), is.size(), place(is.getFirst()), place(is.getLast())));
      return;
    }
    int moved = 0;
    int furthest = 0;
    long mostCm = -1;
    for (int i = 0; i < was.size(); i++) {
      if (!was.get(i).equals(is.get(i))) {
        moved++;
        long cm = Distances.cm(was.get(i), is.get(i));
        if (cm > mostCm) {
          mostCm = cm;
          furthest = i;
        }
      }
    }
    words.add(
        "%d of %d vertices moved, most of all vertex %d by %s, from %s to %s"
            .formatted(
                moved,
                was.size(),
                furthest + 1,
                centimetres(mostCm),
                place(was.get(furthest)),
                place(is.get(furthest))));
  }

  private static String side(LineArticle line, PartyId party) {
    return Optional.ofNullable(line.sides().get(party)).map(JsonField::wordOf).orElse("no side");
  }

  private static String sides(Map<PartyId, LineSide> sides) {
    return sides.entrySet().stream()
        .map(each -> each.getKey() + " keeps to the " + JsonField.wordOf(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String parties(List<PartyId> parties) {
    return parties.stream().map(PartyId::text).collect(Collectors.joining(", "));
  }

  private static String kind(ZoneArticle zone) {
    return zone.kind().word().replace('-', ' ');
  }

  private static String area(Area area) {
    return switch (area) {
      case Area.Circle(Position centre, int radiusCm) ->
          "circle of %s around %s".formatted(centimetres(radiusCm), place(centre));
      case Area.Polygon(List<Position> ring, int marginCm) ->
          "polygon of %d vertices from %s, margin %s"
              .formatted(ring.size(), place(ring.getFirst()), centimetres(marginCm));
      case Area.Corridor(List<Position> path, int halfWidthCm) ->
          "corridor of %d vertices from %s to %s, %s to either side"
              .formatted(
                  path.size(),
                  place(path.getFirst()),
                  place(path.getLast()),
                  centimetres(halfWidthCm));
    };
  }

  private static String heights(HeightBand band) {
    boolean feet = band.datum() == Datum.PRESSURE;
    String lower = feet ? band.lower() + " ft" : centimetres(band.lower());
    String upper = feet ? band.upper() + " ft" : centimetres(band.upper());
    String ground =
        band.ground()
            .map(
                each ->
                    ", ground %s to %s"
                        .formatted(centimetres(each.lowerCm()), centimetres(each.upperCm())))
            .orElse("");
    return "%s to %s %s%s".formatted(lower, upper, band.datum(), ground);
  }

  private static String time(TimeWindow time) {
    return "%s to %s".formatted(time.start(), time.end());
  }

  private static String place(Position at) {
    return decimal(at.latE7(), 7) + " " + decimal(at.lonE7(), 7);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static String centimetres(long cm) {
    return decimal(cm, 2) + " m";
  }

  static String millimetres(long mm) {
    return decimal(mm, 3) + " m";
  }

  /// In feet where it is a whole number of them.
  static String tenthMm(long tenthMm) {
    String metres = decimal(tenthMm, 4) + " m";
    return tenthMm % 3_048 == 0 ? tenthMm / 3_048 + " ft (" + metres + ")" : metres;
  }

  static String decimal(long unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale).stripTrailingZeros().toPlainString();
  }
}
