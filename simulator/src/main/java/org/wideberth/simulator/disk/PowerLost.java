package org.wideberth.simulator.disk;

import java.io.IOException;

/// The simulated machine lost its power, now or since this thing was opened.
public final class PowerLost extends IOException {
  PowerLost(String detail) {
    super(detail);
  }
}
