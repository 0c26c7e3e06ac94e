package org.wideberth.simulator.world;

/// A promise did not hold in a simulated run.
public final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Broken(String what) {
    super(what);
  }

  Broken(String what, Broken cause) {
    super(what, cause);
  }
}
