package org.wideberth.geo;

import java.util.Objects;

/// A four-dimensional part of the shared space: an area, the heights over it, and when.
public record Volume(Area area, HeightBand heights, TimeWindow time) {
  public Volume {
    Objects.requireNonNull(area);
    Objects.requireNonNull(heights);
    Objects.requireNonNull(time);
  }
}
