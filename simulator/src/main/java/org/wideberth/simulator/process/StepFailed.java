package org.wideberth.simulator.demo;

/// A step of the story did not go as it must.
final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepFailed(String what) {
    super(what);
  }
}
