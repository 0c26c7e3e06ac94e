package org.wideberth.conflict.proposal;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.geo.Area;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;

/// What is given up of one volume of an operation.
public sealed interface Cut {

  /// Its place in the operation, from 0.
  int volume();

  /// What is left of the volume; empty if nothing.
  Optional<Volume> of(Volume whole);

  /// It starts later.
  record Starts(int volume, Instant at) implements Cut {
    @Override
    public Optional<Volume> of(Volume whole) {
      TimeWindow time = whole.time();
      return time.start().isBefore(at) ? during(whole, at, time.end()) : Optional.of(whole);
    }
  }

  /// It ends earlier.
  record Ends(int volume, Instant at) implements Cut {
    @Override
    public Optional<Volume> of(Volume whole) {
      TimeWindow time = whole.time();
      return at.isBefore(time.end()) ? during(whole, time.start(), at) : Optional.of(whole);
    }
  }

  /// It reaches less high.
  ///
  /// @param at in the unit of its band
  record Top(int volume, int at) implements Cut {
    @Override
    public Optional<Volume> of(Volume whole) {
      HeightBand band = whole.heights();
      return between(whole, band.lower(), Math.min(band.upper(), at));
    }
  }

  /// It begins higher.
  ///
  /// @param at in the unit of its band
  record Bottom(int volume, int at) implements Cut {
    @Override
    public Optional<Volume> of(Volume whole) {
      HeightBand band = whole.heights();
      return between(whole, Math.max(band.lower(), at), band.upper());
    }
  }

  /// A circle gets smaller, a corridor narrower, a polygon loses some of its margin.
  ///
  /// @param cm what is left of the radius, half-width or margin
  record Width(int volume, int cm) implements Cut {
    @Override
    public Optional<Volume> of(Volume whole) {
      Area area =
          switch (whole.area()) {
            case Area.Circle circle -> new Area.Circle(circle.centre(), cm);
            case Area.Corridor corridor -> new Area.Corridor(corridor.path(), cm);
            case Area.Polygon polygon -> new Area.Polygon(polygon.ring(), cm);
          };
      return Optional.of(new Volume(area, whole.heights(), whole.time()));
    }
  }

  /// It is left out.
  record Dropped(int volume) implements Cut {
    @Override
    public Optional<Volume> of(Volume whole) {
      return Optional.empty();
    }
  }

  private static Optional<Volume> during(Volume whole, Instant start, Instant end) {
    return start.isBefore(end)
        ? Optional.of(new Volume(whole.area(), whole.heights(), new TimeWindow(start, end)))
        : Optional.empty();
  }

  private static Optional<Volume> between(Volume whole, int lower, int upper) {
    if (lower >= upper) {
      return Optional.empty();
    }
    HeightBand band = whole.heights();
    return Optional.of(
        new Volume(
            whole.area(), new HeightBand(band.datum(), lower, upper, band.ground()), whole.time()));
  }
}
