package org.wideberth.bench.separation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.wideberth.geo.Position;
import org.wideberth.geo.Volume;

/// Which pairs of recorded flights come closer than the minimum, found the slow way: every pair of
/// volumes that overlap in time and are less than the vertical minimum apart, by geodesics.
final class TracksOracle {
  /// Closer to the minimum than this the kernel may answer either way: its bounds are 0.1 m apart.
  private static final double TOLERANCE_M = 0.1 + SeparationOracle.ERROR_M;

  private final double lateralM;
  private final int verticalFt;

  /// Pairs of flights, each as "first second".
  ///
  /// @param certain closer than the minimum by more than the tolerance
  /// @param near not certain, and not certainly apart
  record Pairs(Set<String> certain, Set<String> near, long volumePairs) {}

  /// A flight, named and with its volumes.
  record Flight(String name, List<Volume> volumes) {}

  TracksOracle(double lateralM, int verticalFt) {
    this.lateralM = lateralM;
    this.verticalFt = verticalFt;
  }

  Pairs compare(List<Flight> ours, List<Flight> theirs) {
    Set<String> certain = new TreeSet<>();
    Set<String> near = new TreeSet<>();
    long volumePairs = 0;
    for (Flight our : ours) {
      for (Flight their : theirs) {
        double least = Double.POSITIVE_INFINITY;
        for (Volume[] pair : together(our, their)) {
          volumePairs++;
          least = Math.min(least, SeparationOracle.between(pair[0].area(), pair[1].area()));
        }
        String name = our.name + " " + their.name;
        if (least < lateralM - TOLERANCE_M) {
          certain.add(name);
        } else if (least < lateralM + TOLERANCE_M) {
          near.add(name);
        }
      }
    }
    return new Pairs(certain, near, volumePairs);
  }

  /// Pairs of volumes that could matter: together in time and height, and not far apart by a first
  /// look at their vertices.
  private List<Volume[]> together(Flight our, Flight their) {
    List<Volume[]> pairs = new ArrayList<>();
    for (Volume a : our.volumes) {
      for (Volume b : their.volumes) {
        boolean time =
            a.time().start().isBefore(b.time().end()) && b.time().start().isBefore(a.time().end());
        boolean height =
            a.heights().lower() - b.heights().upper() < verticalFt
                && b.heights().lower() - a.heights().upper() < verticalFt;
        if (time && height && maybeNear(a, b)) {
          pairs.add(new Volume[] {a, b});
        }
      }
    }
    return pairs;
  }

  /// False only if the first vertices are so far apart that the shapes, each no longer than it is,
  /// cannot be near.
  private boolean maybeNear(Volume a, Volume b) {
    double apart = metres(a.area().vertices().getFirst(), b.area().vertices().getFirst());
    return apart - extent(a) - extent(b) < lateralM + 1;
  }

  private static double extent(Volume volume) {
    List<Position> vertices = volume.area().vertices();
    double length = volume.area().widthCm() / 100.0;
    for (int i = 1; i < vertices.size(); i++) {
      length += metres(vertices.get(i - 1), vertices.get(i));
    }
    return length;
  }

  private static double metres(Position from, Position to) {
    return Geodesic.WGS84.Inverse(
            from.latitudeDeg(),
            from.longitudeDeg(),
            to.latitudeDeg(),
            to.longitudeDeg(),
            GeodesicMask.DISTANCE)
        .s12;
  }
}
