package org.wideberth.conflict.proposal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.Period;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.conflict.Nearby;
import org.wideberth.conflict.PairCheck;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.Rounded;
import org.wideberth.refusal.Outcome;

/// One operation that might be changed, all that is near it, and the finding that is to end. Owned
/// by one search.
final class Situation {
  private final Mover mover;
  private final OperationId wanted;
  private final Instant now;
  private final PairCheck check = new PairCheck();
  private Work work = new Work(Work.LOOKS_MAX);
  private final OperationContent base;
  private final List<PreparedVolume> timeless = new ArrayList<>();
  private final NavigableMap<OperationId, Finding> before = new TreeMap<>();
  private final NavigableMap<String, ArticleFinding> articlesBefore = new TreeMap<>();

  private Situation(Mover mover, OperationContent base, OperationId wanted, Instant now) {
    this.mover = mover;
    this.base = base;
    this.wanted = wanted;
    this.now = now;
    for (Volume volume : base.volumes()) {
      timeless.add(PreparedVolume.of(new Volume(volume.area(), volume.heights(), Period.ALWAYS)));
    }
    LiveOperation is = LiveOperation.of(mover.operation());
    for (Nearby.Other other : mover.nearby().others()) {
      found(is, other).ifPresent(finding -> before.put(other.id(), finding));
    }
    for (ArticleFinding each : mover.articles().findings(is)) {
      articlesBefore.put(each.article(), each);
    }
  }

  /// Empty if what its author gave is past a limit when it is rounded once more.
  static Optional<Situation> of(Mover mover, OperationId wanted, Instant now) {
    return Rounded.of(mover.typed()) instanceof Outcome.Accepted<OperationContent>(var base)
        ? Optional.of(new Situation(mover, base, wanted, now))
        : Optional.empty();
  }

  /// The operation as it would be filed without a change.
  OperationContent base() {
    return base;
  }

  Mover mover() {
    return mover;
  }

  Instant now() {
    return now;
  }

  Work work() {
    return work;
  }

  /// Each search has as much work to spend, whichever came before.
  void begin() {
    work = new Work(Work.LOOKS_MAX);
  }

  /// True if it came with shorter notice than agreed as it is.
  boolean isLate() {
    return articlesBefore.containsKey(Articles.leadTimeArticle(base.kind()));
  }

  Fineness fineness() {
    return Fineness.of(base.grain());
  }

  /// A volume of the mover at all times.
  PreparedVolume timeless(int volume) {
    return timeless.get(volume);
  }

  private Optional<Finding> found(LiveOperation moved, Nearby.Other other) {
    return check.between(moved, other.operation(), other.rules());
  }

  /// Pairs of volumes that are near enough to matter if the mover's goes so much further.
  ///
  /// @param only those of that operation; of all if absent
  List<Clash> near(double furtherM, Optional<OperationId> only) {
    List<Clash> near = new ArrayList<>();
    for (Nearby.Other other : mover.nearby().others()) {
      if (only.isEmpty() || only.get().equals(other.id())) {
        boolean settled = before.containsKey(other.id()) && !other.id().equals(wanted);
        if (!Clash.add(base.kind(), timeless, other, settled, furtherM, work, near)) {
          return near;
        }
      }
    }
    return near;
  }

  /// The same with the operation of the finding only.
  List<Clash> nearWanted() {
    return near(0, Optional.of(wanted));
  }

  /// The proposal of that change, if the finding is gone after it, the mover has none that it had
  /// not before, and none of those is worse.
  Optional<Proposal> look(Change change, int cost) {
    OperationContent content = change.of(mover.typed()).orElse(null);
    if (content == null
        || !(Rounded.of(content) instanceof Outcome.Accepted<OperationContent>(var filed))) {
      return Optional.empty();
    }
    LiveOperation moved = LiveOperation.of(mover.changed(filed, now));
    List<Finding> ended = new ArrayList<>();
    for (Nearby.Other other : mover.nearby().others()) {
      if (!work.spend(1)) {
        return Optional.empty();
      }
      if (isNear(moved, other) && !work.spend((long) Work.GEOMETRY * filed.volumes().size())) {
        return Optional.empty();
      }
      Finding was = before.get(other.id());
      Optional<Finding> is = found(moved, other);
      if (is.isPresent() && (other.id().equals(wanted) || isWorse(was, is.get()))) {
        return Optional.empty();
      }
      if (was != null && is.isEmpty() && !other.id().equals(wanted)) {
        ended.add(was);
      }
    }
    NavigableMap<String, ArticleFinding> endedArticles = new TreeMap<>(articlesBefore);
    for (ArticleFinding is : mover.articles().findings(moved)) {
      if (isWorse(articlesBefore.get(is.article()), is)) {
        return Optional.empty();
      }
      endedArticles.remove(is.article());
    }
    ended.sort((one, other) -> one.id().compareTo(other.id()));
    return Optional.of(
        new Proposal(
            mover.operation().id(),
            change,
            mover.typed(),
            content,
            cost,
            ended,
            List.copyOf(endedArticles.values())));
  }

  private boolean isNear(LiveOperation moved, Nearby.Other other) {
    return moved.reach().apartM(other.operation().reach()) < Clash.withinM(base.kind(), other)
        && moved.startMillis() < other.operation().endMillis()
        && other.operation().startMillis() < moved.endMillis();
  }

  /// True if a finding is new, nearer or longer than it was.
  static boolean isWorse(@Nullable Finding was, Finding is) {
    return was == null
        || is.verdict().compareTo(was.verdict()) > 0
        || is.lowerMm() < was.lowerMm()
        || is.upperMm() < was.upperMm()
        || millis(is.interval()) > millis(was.interval());
  }

  /// The same of what is found about the mover by itself. That any revision counts as new notice
  /// makes late notice no worse.
  static boolean isWorse(@Nullable ArticleFinding was, ArticleFinding is) {
    return was == null
        || (is.certain() && !was.certain())
        || mostMm(is) > mostMm(was)
        || millis(is.interval()) > millis(was.interval());
  }

  private static long mostMm(ArticleFinding finding) {
    return finding.under().stream().mapToLong(ArticleFinding.Under::mostMm).max().orElseThrow();
  }

  private static long millis(TimeWindow window) {
    return window.end().toEpochMilli() - window.start().toEpochMilli();
  }
}
