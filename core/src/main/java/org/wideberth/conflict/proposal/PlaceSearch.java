package org.wideberth.conflict.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.geo.Area;
import org.wideberth.geo.Bearing;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Offset;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Reach;
import org.wideberth.geo.Separations;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Kind;
import org.wideberth.refusal.Outcome;

/// The smallest shift to one of eight sides, in steps of 10 m. No two areas get further apart than
/// one of them moves, so each leg goes on by what is still missing at its worst, and of the eight
/// always the one that has come least far: the first that is far enough is the shortest.
final class PlaceSearch {
  /// Finer, and nobody would draw it.
  static final int STEP_M = 10;

  private static final long MM_PER_CM = 10;
  private static final double MM_PER_M = 1_000;

  private final Situation in;
  private final List<Near> all = new ArrayList<>();

  /// Two volumes that would be too close in the same place.
  ///
  /// @param other bare, at all times
  /// @param minimumCm between the bare areas
  private record Near(Clash clash, PreparedVolume other, long minimumCm, boolean bare) {}

  /// How far one of the eight has come.
  ///
  /// @param further by how much to go on where something else stands in the way
  private record Leg(Bearing towards, Offset offset, long metres, long further) {}

  PlaceSearch(Situation in) {
    this.in = in;
  }

  Optional<Proposal> least() {
    if (in.base().kind() == Kind.STATIC || !in.fineness().exact()) {
      return Optional.empty();
    }
    for (Clash clash : in.near(Proposals.ASIDE_MAX_M, Optional.empty())) {
      if (matters(clash)) {
        all.add(near(clash));
      }
    }
    Reach around = LiveOperation.of(in.mover().operation()).reach();
    PriorityQueue<Leg> legs =
        new PriorityQueue<>(Comparator.comparingLong(Leg::metres).thenComparing(Leg::towards));
    for (Bearing towards : Bearing.values()) {
      legs.add(new Leg(towards, Offset.of(around, towards), STEP_M, STEP_M));
    }
    for (Leg leg = legs.poll(); isWithin(leg); leg = legs.poll()) {
      long missingM = missingM(leg);
      if (missingM == 0) {
        Optional<Proposal> found = look(leg);
        if (found.isPresent()) {
          return found;
        }
        legs.add(to(leg, leg.metres() + leg.further(), 2 * leg.further()));
      } else if (missingM > 0) {
        legs.add(to(leg, leg.metres() + missingM, leg.further()));
      }
    }
    return Optional.empty();
  }

  private boolean isWithin(Leg leg) {
    return leg != null && leg.metres() <= Proposals.ASIDE_MAX_M && !in.work().isSpent();
  }

  private static Leg to(Leg leg, long metres, long further) {
    return new Leg(leg.towards(), leg.offset(), metres, further);
  }

  private Optional<Proposal> look(Leg leg) {
    Change change = new Change.Moved(leg.towards(), (int) leg.metres(), leg.offset());
    return in.look(change, Cost.ofMetresAside(leg.metres()));
  }

  /// True if the two would be too close in the same place, unless they are and may stay so.
  private boolean matters(Clash clash) {
    Volume own = in.base().volumes().get(clash.volume());
    if (!HeightSearch.overlaps(own.time(), clash.when())) {
      return false;
    }
    PreparedVolume mine = in.timeless(clash.volume());
    if (clash.isApartInHeight(own.heights(), mine.reach())) {
      return false;
    }
    return !clash.settled()
        || !in.work().spend(Work.GEOMETRY)
        || Separations.between(mine, clash.theirs(), clash.minimum(), clash.heights()).verdict()
            == Verdict.APART;
  }

  private Near near(Clash clash) {
    Volume own = in.base().volumes().get(clash.volume());
    Volume theirs = clash.theirs().volume();
    long minimumCm = clash.minimum().lateralCm() + Bare.goneCm(List.of(own.area(), theirs.area()));
    boolean bare = minimumCm <= Minimum.MAX_LATERAL_CM;
    return new Near(
        clash,
        Bare.prepared(bare ? Bare.of(theirs.area()) : theirs.area(), theirs.heights()),
        bare ? minimumCm : clash.minimum().lateralCm(),
        bare);
  }

  /// By how much the leg must at least go on, in whole steps; 0 if nothing is too close; negative
  /// if its areas cannot be so far on.
  private long missingM(Leg leg) {
    Map<Integer, PreparedVolume> whole = new HashMap<>();
    Map<Integer, PreparedVolume> bare = new HashMap<>();
    long mostMm = 0;
    for (Near near : all) {
      PreparedVolume mine = moved(leg, near, near.bare() ? bare : whole);
      if (mine == null) {
        return -1;
      }
      boolean far =
          mine.reach().apartM(near.other().reach()) * MM_PER_M >= near.minimumCm() * MM_PER_CM;
      if (!in.work().spend(far ? 1 : Work.GEOMETRY)) {
        return -1;
      }
      if (!far) {
        long leastMm = Bare.leastMm(mine, near.other(), near.minimumCm(), near.clash().heights());
        mostMm = Math.max(mostMm, near.minimumCm() * MM_PER_CM - leastMm);
      }
    }
    double metres = mostMm / MM_PER_M / Offset.STRETCH;
    return mostMm == 0 ? 0 : Math.max(1, (long) Math.ceil(metres / STEP_M)) * STEP_M;
  }

  private @Nullable PreparedVolume moved(Leg leg, Near near, Map<Integer, PreparedVolume> ready) {
    int volume = near.clash().volume();
    PreparedVolume before = ready.get(volume);
    if (before != null) {
      return before;
    }
    Volume own = in.base().volumes().get(volume);
    Area area = near.bare() ? Bare.of(own.area()) : own.area();
    if (!(leg.offset().by(area, leg.metres()) instanceof Outcome.Accepted<Area>(var there))) {
      return null;
    }
    PreparedVolume now = Bare.prepared(there, own.heights());
    ready.put(volume, now);
    return now;
  }
}
