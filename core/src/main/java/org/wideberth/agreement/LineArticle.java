package org.wideberth.agreement;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.party.PartyId;

/// A line, and who keeps to which side of it. Whoever is not named is not bound by it.
///
/// @param id names it through all versions
/// @param name what people call it, at most [RulesDocument#TITLE_CHARS_MAX] characters
/// @param path its vertices in order, see [DividingLine]
/// @param toleranceMm how far over it anybody may come unremarked
/// @param reachM how far from it it says something
/// @param sides left or right for each party that it binds, at least one
/// @param heights only in these heights; everywhere if absent
/// @param during only then; always if absent
public record LineArticle(
    ArticleId id,
    String name,
    List<Position> path,
    int toleranceMm,
    int reachM,
    NavigableMap<PartyId, LineSide> sides,
    Optional<HeightBand> heights,
    Optional<TimeWindow> during) {
  public LineArticle {
    path = List.copyOf(path);
    sides = Collections.unmodifiableNavigableMap(new TreeMap<>(sides));
    if (sides.isEmpty() || !sides.values().stream().allMatch(LineSide::isSide)) {
      throw new IllegalArgumentException("a line binds somebody to its left or right");
    }
  }

  /// `lines/dnipro`.
  public String article() {
    return "lines/" + id;
  }

  /// Makes it ready for comparing: that takes a millisecond for each 1,000 km.
  public DividingLine line() {
    return DividingLine.of(path, toleranceMm, reachM).orThrow();
  }
}
