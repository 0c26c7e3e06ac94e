package org.wideberth.conflict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.LineArticle;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.conflict.ArticleFinding.Lead;
import org.wideberth.conflict.ArticleFinding.Under;
import org.wideberth.conflict.ArticleFinding.What;
import org.wideberth.geo.Effort;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.HeightRelation;
import org.wideberth.geo.LineCrossing;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Operation;
import org.wideberth.record.Hash;

/// Looks at one live operation by the articles of one document. A pure function: every node that
/// has the operation and the document comes to the same.
final class ArticleCheck {
  /// Steps of comparing for one operation and one document: a river of 1,000 km against a polygon
  /// along it takes some thousands. When they are spent, what cannot be told from a crossing is
  /// reported as one; so a hostile document can hold up no node for longer than half a second.
  private static final long EFFORT = 10_000_000;

  private static final long MM_PER_M = 1_000;

  private final LiveOperation live;
  private final Operation operation;
  private final Hash rules;
  private final HeightContext heights;
  private final List<TimeWindow> when;
  private final Effort effort = Effort.of(EFFORT);
  private final NavigableMap<String, Under> found = new TreeMap<>();

  private ArticleCheck(LiveOperation live, ReadyArticles articles, List<TimeWindow> when) {
    this.when = when;
    this.live = live;
    this.operation = live.operation();
    this.rules = articles.rules().hash();
    this.heights = articles.rules().document().heights();
  }

  /// What is found, by article.
  ///
  /// @param when the document holds; not empty
  static NavigableMap<String, Under> of(
      LiveOperation live, ReadyArticles articles, List<TimeWindow> when) {
    ArticleCheck check = new ArticleCheck(live, articles, when);
    articles.lines().forEach(check::line);
    articles.zones().forEach(check::zone);
    Optional.ofNullable(
            articles.rules().document().articles().leadTimesS().get(check.operation.kind()))
        .ifPresent(check::notice);
    return check.found;
  }

  private void line(ReadyArticles.Line each) {
    LineArticle article = each.article();
    LineSide keeps = article.sides().get(operation.party());
    if (keeps == null || each.line().reach().apartM(live.reach()) > 0) {
      return;
    }
    Worst worst = new Worst();
    for (PreparedVolume volume : live.volumes()) {
      Optional<TimeWindow> time = during(volume, article.during());
      Optional<HeightRelation> relation =
          article.heights().map(band -> HeightRelation.of(volume, band, heights));
      if (time.isPresent() && relation.map(HeightRelation::overlaps).orElse(true)) {
        Optional<LineCrossing> crossing = each.line().crossing(volume, keeps, effort);
        if (crossing.isPresent()) {
          LineCrossing by = crossing.get();
          boolean certain = by.leastMm() > article.toleranceMm();
          worst.add(certain, time.get(), by.at(), by.leastMm(), by.mostMm());
          relation.flatMap(HeightRelation::note).ifPresent(worst.notes::add);
        }
      }
    }
    worst
        .under(article.name(), What.CROSSES_LINE, Optional.of(keeps), Optional.empty())
        .ifPresent(under -> found.put(article.article(), under));
  }

  private Optional<TimeWindow> during(PreparedVolume volume, Optional<TimeWindow> window) {
    TimeWindow time = volume.volume().time();
    return (window.isEmpty() ? Optional.of(time) : time.intersection(window.get()))
        .flatMap(each -> PairCheck.within(each, when));
  }

  private void zone(ReadyArticles.Zone each) {
    ZoneArticle article = each.article();
    if (!article.binds().contains(operation.party())
        || each.volume().reach().apartM(live.reach()) > 0) {
      return;
    }
    boolean limits = article.kind() == ZoneArticle.ZoneKind.HEIGHT_LIMITED;
    Worst worst = new Worst();
    for (PreparedVolume volume : live.volumes()) {
      Optional<TimeWindow> time = during(volume, Optional.of(article.volume().time()));
      HeightRelation relation = HeightRelation.of(volume, article.volume().heights(), heights);
      if (time.isPresent() && (limits ? relation.outsideMm() > 0 : relation.overlaps())) {
        Separations.touching(volume, each.volume(), effort)
            .ifPresent(
                touch -> {
                  long mm = limits ? relation.outsideMm() : 0;
                  boolean certain = touch.certain() && relation.note().isEmpty();
                  worst.add(certain, time.get(), touch.at(), 0, mm);
                  relation.note().ifPresent(worst.notes::add);
                });
      }
    }
    What what =
        switch (article.kind()) {
          case KEEP_OUT -> What.ENTERS_ZONE;
          case NOTIFY_BEFORE_ENTRY -> What.ENTERS_AT_SHORT_NOTICE;
          case HEIGHT_LIMITED -> What.LEAVES_HEIGHTS;
        };
    Optional<Lead> lead =
        what == What.ENTERS_AT_SHORT_NOTICE && worst.interval != null
            ? Optional.of(new Lead(leadS(worst.interval.start()), article.noticeS()))
            : Optional.empty();
    worst
        .under(article.name(), what, Optional.empty(), lead)
        .filter(under -> lead.map(given -> given.givenS() < given.agreedS()).orElse(true))
        .ifPresent(under -> found.put(article.article(), under));
  }

  private void notice(int agreedS) {
    Instant start = Instant.ofEpochMilli(live.startMillis());
    long givenS = leadS(start);
    if (givenS < agreedS) {
      found.put(
          Articles.leadTimeArticle(operation.kind()),
          new Under(
              rules,
              "",
              What.LATE_NOTICE,
              true,
              new TimeWindow(start, Instant.ofEpochMilli(live.endMillis())),
              Optional.empty(),
              Optional.empty(),
              0,
              0,
              Optional.of(new Lead(givenS, agreedS)),
              List.of()));
    }
  }

  /// Whole seconds from the notice to the start, rounded down.
  private long leadS(Instant start) {
    return Math.floorDiv(Duration.between(operation.noticed(), start).toMillis(), MM_PER_M);
  }

  /// What the volumes of the operation come to together: of several the one that goes furthest, and
  /// of equals the first.
  private final class Worst {
    private final NavigableSet<String> notes = new TreeSet<>();
    private boolean certain;
    private @Nullable TimeWindow interval;
    private @Nullable Position at;
    private long leastMm;
    private long mostMm = -1;

    void add(boolean isCertain, TimeWindow time, Position where, long least, long most) {
      certain |= isCertain;
      interval = interval == null ? time : PairCheck.hull(interval, time);
      if (most > mostMm) {
        at = where;
        mostMm = most;
        leastMm = least;
      }
    }

    Optional<Under> under(String title, What what, Optional<LineSide> keeps, Optional<Lead> lead) {
      if (interval == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Under(
              rules,
              title,
              what,
              certain,
              interval,
              Optional.ofNullable(at),
              keeps,
              leastMm,
              mostMm,
              lead,
              new ArrayList<>(notes)));
    }
  }
}
