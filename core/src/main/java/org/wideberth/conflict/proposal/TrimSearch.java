package org.wideberth.conflict.proposal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightGap;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Kind;

/// The least that is given up: of each volume that is too close to one of the other operation's,
/// what is the smallest share of it; at most half of each that is not left out, and half of the
/// whole. What is smaller is nowhere nearer to anything, so only the one finding matters.
final class TrimSearch {
  private static final long MINUTE_MS = 60_000;
  private static final int CM_PER_M = 100;
  private static final long MM_PER_CM = 10;

  private final Situation in;

  /// What might be given up of a volume.
  ///
  /// @param shareE6 of the volume, in millionths
  private record Option(Cut cut, long shareE6) {}

  TrimSearch(Situation in) {
    this.in = in;
  }

  Optional<Proposal> least() {
    NavigableMap<Integer, List<Clash>> byVolume = new TreeMap<>();
    for (Clash clash : in.nearWanted()) {
      if (isTooClose(clash)) {
        byVolume.computeIfAbsent(clash.volume(), each -> new ArrayList<>()).add(clash);
      }
    }
    List<Option> best = new ArrayList<>();
    for (var each : byVolume.entrySet()) {
      List<Option> options = options(each.getKey(), each.getValue());
      if (options.isEmpty()) {
        return Optional.empty();
      }
      if (byVolume.size() == 1) {
        return options.stream().flatMap(option -> look(List.of(option)).stream()).findFirst();
      }
      best.add(options.getFirst());
    }
    return best.isEmpty() ? Optional.empty() : look(best);
  }

  private Optional<Proposal> look(List<Option> chosen) {
    int volumes = in.base().volumes().size();
    long shareE6 = chosen.stream().mapToLong(Option::shareE6).sum();
    if (in.work().isSpent() || !Share.isAtMostHalf(shareE6, volumes * Share.WHOLE_E6)) {
      return Optional.empty();
    }
    Change change = new Change.Trimmed(chosen.stream().map(Option::cut).toList());
    return in.look(change, Math.max(1, Cost.ofShares(shareE6, volumes)));
  }

  private boolean isTooClose(Clash clash) {
    return HeightSearch.overlaps(in.base().volumes().get(clash.volume()).time(), clash.when())
        && in.work().spend(Work.GEOMETRY)
        && Separations.between(
                    in.timeless(clash.volume()), clash.theirs(), clash.minimum(), clash.heights())
                .verdict()
            != Verdict.APART;
  }

  /// The least share first.
  private List<Option> options(int volume, List<Clash> clashes) {
    Volume own = in.base().volumes().get(volume);
    List<Option> options = new ArrayList<>();
    ends(volume, own.time(), clashes).ifPresent(options::add);
    starts(volume, own.time(), clashes).ifPresent(options::add);
    Kind kind = in.base().kind();
    if (kind == Kind.AIR || kind == Kind.HAZARD) {
      top(volume, own.heights(), clashes).ifPresent(options::add);
    }
    if (kind == Kind.AIR) {
      bottom(volume, own.heights(), clashes).ifPresent(options::add);
    }
    if (in.fineness().exact()) {
      width(volume, own, clashes).ifPresent(options::add);
    }
    if (in.base().volumes().size() > 1) {
      options.add(new Option(new Cut.Dropped(volume), Share.WHOLE_E6));
    }
    options.sort(Comparator.comparingLong(Option::shareE6));
    return options;
  }

  private Optional<Option> ends(int volume, TimeWindow own, List<Clash> clashes) {
    long start = own.start().toEpochMilli();
    long end = own.end().toEpochMilli();
    long at = end;
    for (Clash clash : clashes) {
      for (TimeWindow when : clash.when()) {
        if (when.overlaps(own)) {
          at = Math.min(at, when.start().toEpochMilli());
        }
      }
    }
    long step = in.fineness().minutes() * MINUTE_MS;
    at = Math.floorDiv(at, step) * step;
    return at > start && at > in.now().toEpochMilli() && Share.isAtMostHalf(end - at, end - start)
        ? Optional.of(
            new Option(
                new Cut.Ends(volume, Instant.ofEpochMilli(at)), Share.e6(end - at, end - start)))
        : Optional.empty();
  }

  private Optional<Option> starts(int volume, TimeWindow own, List<Clash> clashes) {
    long start = own.start().toEpochMilli();
    long end = own.end().toEpochMilli();
    long at = start;
    for (Clash clash : clashes) {
      for (TimeWindow when : clash.when()) {
        if (when.overlaps(own)) {
          at = Math.max(at, when.end().toEpochMilli());
        }
      }
    }
    long step = in.fineness().minutes() * MINUTE_MS;
    at = Math.ceilDiv(at, step) * step;
    return at < end
            && start >= in.now().toEpochMilli()
            && Share.isAtMostHalf(at - start, end - start)
        ? Optional.of(
            new Option(
                new Cut.Starts(volume, Instant.ofEpochMilli(at)),
                Share.e6(at - start, end - start)))
        : Optional.empty();
  }

  private int heightStep(HeightBand band) {
    return band.datum() == Datum.PRESSURE
        ? in.fineness().feet()
        : in.fineness().metres() * CM_PER_M;
  }

  private Optional<Option> top(int volume, HeightBand band, List<Clash> clashes) {
    int step = heightStep(band);
    int whole = band.upper() - band.lower();
    int most = whole / 2 / step;
    int steps =
        HeightSearch.first(
            1, most, less -> isApart(volume, cut(band, 0, less * step), clashes, false));
    return steps > most
        ? Optional.empty()
        : Optional.of(
            new Option(
                new Cut.Top(volume, band.upper() - steps * step),
                Share.e6((long) steps * step, whole)));
  }

  private Optional<Option> bottom(int volume, HeightBand band, List<Clash> clashes) {
    int step = heightStep(band);
    int whole = band.upper() - band.lower();
    int most = whole / 2 / step;
    int steps =
        HeightSearch.first(
            1, most, less -> isApart(volume, cut(band, less * step, 0), clashes, true));
    return steps > most
        ? Optional.empty()
        : Optional.of(
            new Option(
                new Cut.Bottom(volume, band.lower() + steps * step),
                Share.e6((long) steps * step, whole)));
  }

  private static HeightBand cut(HeightBand band, int below, int above) {
    return new HeightBand(band.datum(), band.lower() + below, band.upper() - above, band.ground());
  }

  private boolean isApart(int volume, HeightBand band, List<Clash> clashes, boolean above) {
    var over = in.timeless(volume).reach();
    for (Clash clash : clashes) {
      if (!HeightGap.comparable(band, clash.theirs(), clash.heights())) {
        return false;
      }
      long gap =
          above
              ? HeightGap.aboveTenthMm(band, over, clash.theirs(), clash.heights())
              : HeightGap.belowTenthMm(band, over, clash.theirs(), clash.heights());
      if (gap < clash.minimum().verticalTenthMm()) {
        return false;
      }
    }
    return true;
  }

  /// What is left is whole metres.
  private Optional<Option> width(int volume, Volume own, List<Clash> clashes) {
    Area bare = Bare.of(own.area());
    int widthCm = own.area().widthCm();
    long leftCm = widthCm;
    for (Clash clash : clashes) {
      Volume theirs = clash.theirs().volume();
      Area theirBare = Bare.of(theirs.area());
      long minimumCm =
          clash.minimum().lateralCm() + Bare.goneCm(List.of(own.area(), theirs.area()));
      if (minimumCm > Minimum.MAX_LATERAL_CM || !in.work().spend(Work.GEOMETRY)) {
        return Optional.empty();
      }
      long leastMm =
          Bare.leastMm(
              Bare.prepared(bare, own.heights()),
              Bare.prepared(theirBare, theirs.heights()),
              minimumCm,
              clash.heights());
      long betweenCm = leastMm / MM_PER_CM + bare.widthCm() + theirBare.widthCm();
      leftCm = Math.min(leftCm, betweenCm - theirs.area().widthCm() - clash.minimum().lateralCm());
    }
    leftCm = Math.floorDiv(leftCm, CM_PER_M) * CM_PER_M;
    return leftCm >= CM_PER_M && leftCm < widthCm && Share.isAtMostHalf(widthCm - leftCm, widthCm)
        ? Optional.of(
            new Option(new Cut.Width(volume, (int) leftCm), Share.e6(widthCm - leftCm, widthCm)))
        : Optional.empty();
  }
}
