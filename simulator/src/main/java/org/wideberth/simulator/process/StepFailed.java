package org.wideberth.simulator.process;

/// Something that a run with real processes asked for did not go as it must; in words.
public final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StepFailed(String what) {
    super(what);
  }
}
