package org.wideberth.conflict.proposal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.geo.Area;
import org.wideberth.geo.Bearing;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightUnit;
import org.wideberth.geo.Offset;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.OperationContent;
import org.wideberth.record.JsonField;
import org.wideberth.refusal.Outcome;

/// One change of an operation. The order of the kinds is that in which equal costs are listed.
public sealed interface Change {

  /// What is changed.
  enum Kind {
    TIME,
    HEIGHT,
    PLACE,
    EXTENT;

    /// As it is written: `time`, `height`, `place`, `extent`.
    public String word() {
      return JsonField.wordOf(this);
    }
  }

  Kind kind();

  /// The operation after it; empty if it is then past a limit.
  Optional<OperationContent> of(OperationContent before);

  /// All volumes so much later, or sooner if it is negative.
  ///
  /// @param minutes not 0
  record Shifted(long minutes) implements Change {
    @Override
    public Kind kind() {
      return Kind.TIME;
    }

    @Override
    public Optional<OperationContent> of(OperationContent before) {
      Duration by = Duration.ofMinutes(minutes);
      List<Volume> moved = new ArrayList<>();
      for (Volume volume : before.volumes()) {
        Instant start = volume.time().start().plus(by);
        Instant end = volume.time().end().plus(by);
        if (start.isBefore(TimeWindow.FIRST) || end.isAfter(TimeWindow.LAST)) {
          return Optional.empty();
        }
        moved.add(new Volume(volume.area(), volume.heights(), new TimeWindow(start, end)));
      }
      return with(before, moved);
    }
  }

  /// The bands of all volumes so much higher, or lower if it is negative, each in its own datum.
  ///
  /// @param by not 0; in feet only if all bands are in feet of pressure altitude. In metres, bands
  ///     in feet move by as many whole feet as come to no less.
  record Raised(int by, HeightUnit unit) implements Change {
    private static final long CM_PER_M = 100;
    private static final long TENTH_MM_PER_M = 10_000;
    private static final long TENTH_MM_PER_FT = 3_048;

    @Override
    public Kind kind() {
      return Kind.HEIGHT;
    }

    @Override
    public Optional<OperationContent> of(OperationContent before) {
      List<Volume> moved = new ArrayList<>();
      for (Volume volume : before.volumes()) {
        Optional<HeightBand> band = of(volume.heights());
        if (band.isEmpty()) {
          return Optional.empty();
        }
        moved.add(new Volume(volume.area(), band.get(), volume.time()));
      }
      return with(before, moved);
    }

    Optional<HeightBand> of(HeightBand band) {
      long units = band.datum() == Datum.PRESSURE ? feet() : by * CM_PER_M;
      return HeightBand.of(band.datum(), band.lower() + units, band.upper() + units, band.ground())
              instanceof Outcome.Accepted<HeightBand>(var moved)
          ? Optional.of(moved)
          : Optional.empty();
    }

    private long feet() {
      if (unit == HeightUnit.FOOT) {
        return by;
      }
      long up = Math.ceilDiv(Math.abs(by) * TENTH_MM_PER_M, TENTH_MM_PER_FT);
      return by < 0 ? -up : up;
    }
  }

  /// All areas so far to one side, see [Offset].
  record Moved(Bearing towards, int metres, Offset offset) implements Change {
    @Override
    public Kind kind() {
      return Kind.PLACE;
    }

    @Override
    public Optional<OperationContent> of(OperationContent before) {
      List<Volume> moved = new ArrayList<>();
      for (Volume volume : before.volumes()) {
        if (!(offset.by(volume.area(), metres) instanceof Outcome.Accepted<Area>(var area))) {
          return Optional.empty();
        }
        moved.add(new Volume(area, volume.heights(), volume.time()));
      }
      return with(before, moved);
    }
  }

  /// Something is given up of some volumes.
  ///
  /// @param cuts in the order of the volumes, each at most once, at least one
  record Trimmed(List<Cut> cuts) implements Change {
    public Trimmed {
      cuts = List.copyOf(cuts);
    }

    @Override
    public Kind kind() {
      return Kind.EXTENT;
    }

    @Override
    public Optional<OperationContent> of(OperationContent before) {
      TreeMap<Integer, Cut> byVolume = new TreeMap<>();
      cuts.forEach(cut -> byVolume.put(cut.volume(), cut));
      List<Volume> left = new ArrayList<>();
      for (int i = 0; i < before.volumes().size(); i++) {
        Volume whole = before.volumes().get(i);
        Cut cut = byVolume.get(i);
        Optional<Volume> rest = cut == null ? Optional.of(whole) : cut.of(whole);
        if (rest.isEmpty() && !(cut instanceof Cut.Dropped)) {
          return Optional.empty();
        }
        rest.ifPresent(left::add);
      }
      return with(before, left);
    }
  }

  private static Optional<OperationContent> with(OperationContent before, List<Volume> volumes) {
    return OperationContent.of(
                before.kind(),
                before.priority(),
                before.grain(),
                before.name(),
                volumes,
                before.basis())
            instanceof Outcome.Accepted<OperationContent>(var content)
        ? Optional.of(content)
        : Optional.empty();
  }
}
