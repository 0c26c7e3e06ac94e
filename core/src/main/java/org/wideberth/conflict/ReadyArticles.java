package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.List;
import org.wideberth.agreement.LineArticle;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.PreparedVolume;

/// The articles of one document, their lines and zones made ready for comparing. Immutable.
///
/// @param rules the document
record ReadyArticles(Rules rules, List<Line> lines, List<Zone> zones) {
  record Line(LineArticle article, DividingLine line) {}

  record Zone(ZoneArticle article, PreparedVolume volume) {}

  static ReadyArticles of(Rules rules) {
    List<Line> lines = new ArrayList<>();
    rules.document().articles().lines().forEach(each -> lines.add(new Line(each, each.line())));
    List<Zone> zones = new ArrayList<>();
    rules
        .document()
        .articles()
        .zones()
        .forEach(each -> zones.add(new Zone(each, PreparedVolume.of(each.volume()))));
    return new ReadyArticles(rules, List.copyOf(lines), List.copyOf(zones));
  }
}
