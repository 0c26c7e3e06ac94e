package org.wideberth.bench.fuzz;

/// What Jazzer calls: one target a process, named by the system property `wideberth.fuzz.target`.
public final class Harness {
  static final String PROPERTY = "wideberth.fuzz.target";

  private static final Target TARGET = Targets.named(System.getProperty(PROPERTY, ""));

  private Harness() {}

  /// Jazzer calls it first, so that what a target needs to begin with is not the first input's
  /// time.
  public static void fuzzerInitialize() {
    TARGET.seeds();
  }

  /// Jazzer's entry, found by its name.
  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    TARGET.take(bytes);
  }
}
