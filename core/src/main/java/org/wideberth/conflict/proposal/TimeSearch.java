package org.wideberth.conflict.proposal;

import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.PairRules;
import org.wideberth.agreement.Period;
import org.wideberth.agreement.Rules;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;

/// The smallest shift in time. Two volumes that are too close whatever their times exclude an open
/// interval of shifts: from where the mover's ends when the other's starts, to where it starts when
/// the other's ends.
final class TimeSearch {
  private static final long MINUTE_MS = 60_000;
  private static final long SECOND_MS = 1_000;

  private final Situation in;
  private final Spans taken = new Spans();
  private long earliest = Long.MAX_VALUE;

  TimeSearch(Situation in) {
    this.in = in;
  }

  Optional<Proposal> least() {
    for (Volume volume : in.mover().typed().volumes()) {
      earliest = Math.min(earliest, volume.time().start().toEpochMilli());
    }
    long nowMillis = in.now().toEpochMilli();
    if (earliest < nowMillis) {
      return Optional.empty();
    }
    for (Clash clash : in.near(0, Optional.empty())) {
      exclude(clash);
    }
    excludeLate();
    if (in.work().isSpent()) {
      return Optional.empty();
    }
    long most = Proposals.SHIFT_MAX.toMillis();
    return new Walk(taken, in.fineness().minutes() * MINUTE_MS)
        .nearest(Math.max(-most, nowMillis - earliest), most, this::shifted);
  }

  private Optional<Proposal> shifted(long millis) {
    long minutes = millis / MINUTE_MS;
    return in.look(new Change.Shifted(minutes), Cost.ofMinutes(Math.abs(minutes)));
  }

  private void exclude(Clash clash) {
    Volume volume = in.base().volumes().get(clash.volume());
    PreparedVolume mine = in.timeless(clash.volume());
    long start = volume.time().start().toEpochMilli();
    long end = volume.time().end().toEpochMilli();
    long most = Proposals.SHIFT_MAX.toMillis();
    if (clash.theirs().startMillis() >= end + most
        || clash.theirs().endMillis() <= start - most
        || clash.isApartInHeight(volume.heights(), mine.reach())
        || !in.work().spend(Work.GEOMETRY)
        || Separations.between(mine, clash.theirs(), clash.minimum(), clash.heights()).verdict()
            == Verdict.APART) {
      return;
    }
    for (TimeWindow when : clash.when()) {
      long from = when.start().toEpochMilli();
      long to = when.end().toEpochMilli();
      long now = Math.max(0, Math.min(end, to) - Math.max(start, from));
      boolean fullest = now == Math.min(end - start, to - from);
      if (clash.settled() && now > 0) {
        // It may overlap as long as it does, but no longer.
        if (!fullest) {
          taken.add(from - end + now, to - start - now);
        }
      } else {
        taken.add(from - end, to - start);
      }
    }
  }

  /// With the notice that is agreed at all times, nothing starts sooner than that from now on.
  private void excludeLate() {
    if (in.isLate()) {
      return;
    }
    long start = Long.MAX_VALUE;
    for (Volume volume : in.base().volumes()) {
      start = Math.min(start, volume.time().start().toEpochMilli());
    }
    PairRules binding = in.mover().articles().rules();
    for (Rules each : binding.rules()) {
      Integer agreedS = each.document().articles().leadTimesS().get(in.base().kind());
      if (agreedS != null && binding.when(each.hash()).equals(List.of(Period.ALWAYS))) {
        long first = in.now().toEpochMilli() + agreedS * SECOND_MS;
        taken.add(-Proposals.SHIFT_MAX.toMillis() - 1, first - start);
      }
    }
  }
}
