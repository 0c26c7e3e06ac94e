package org.wideberth.conflict.proposal;

import java.util.List;
import org.wideberth.agreement.KindPair;
import org.wideberth.agreement.Rules;
import org.wideberth.conflict.Nearby;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.HeightGap;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Reach;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Kind;

/// Two volumes under one document that might be too close to each other.
///
/// @param volume of the operation that is moved, its place
/// @param theirs the other's
/// @param when the other takes place and the document holds; not empty
/// @param settled true if the two operations have a finding that may stay
record Clash(
    int volume,
    PreparedVolume theirs,
    Minimum minimum,
    HeightContext heights,
    List<TimeWindow> when,
    boolean settled) {
  private static final double CM_PER_M = 100;

  /// As in [org.wideberth.conflict.PairCheck]: far more than rounding.
  private static final double SLACK_M = 0.01;

  /// True if the other is far enough above or below that band, which is looked at before geometry.
  ///
  /// @param over the area over which the band is
  boolean isApartInHeight(HeightBand band, Reach over) {
    long needed = minimum.verticalTenthMm();
    return HeightGap.comparable(band, theirs, heights)
        && (HeightGap.aboveTenthMm(band, over, theirs, heights) >= needed
            || HeightGap.belowTenthMm(band, over, theirs, heights) >= needed);
  }

  /// How near an operation of that kind must be to matter, in metres.
  static double withinM(Kind kind, Nearby.Other other) {
    KindPair kinds = KindPair.of(kind, other.operation().operation().kind());
    double within = 0;
    for (Rules rules : other.rules().rules()) {
      within = Math.max(within, rules.document().minimum(kinds).lateralCm() / CM_PER_M + SLACK_M);
    }
    return within;
  }

  /// Adds those with one other operation that are near enough if the own volumes go so much
  /// further.
  ///
  /// @return false if the work was spent before all was looked at
  static boolean add(
      Kind kind,
      List<PreparedVolume> own,
      Nearby.Other other,
      boolean settled,
      double furtherM,
      Work work,
      List<Clash> to) {
    KindPair kinds = KindPair.of(kind, other.operation().operation().kind());
    for (Rules rules : other.rules().rules()) {
      Minimum minimum = rules.document().minimum(kinds);
      HeightContext heights = rules.document().heights();
      double withinM = minimum.lateralCm() / CM_PER_M + SLACK_M + furtherM;
      List<TimeWindow> holds = other.rules().when(rules.hash());
      for (PreparedVolume theirs : other.volumes()) {
        List<TimeWindow> when =
            holds.stream()
                .flatMap(each -> each.intersection(theirs.volume().time()).stream())
                .toList();
        if (!when.isEmpty() && !work.spend(own.size())) {
          return false;
        }
        for (int i = 0; i < own.size() && !when.isEmpty(); i++) {
          if (own.get(i).reach().apartM(theirs.reach()) < withinM) {
            to.add(new Clash(i, theirs, minimum, heights, when, settled));
          }
        }
      }
    }
    return true;
  }
}
