package org.wideberth.simulator.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Waits for what other processes do. They tell nobody here, so they are asked again and again.
public final class Waiting {
  private static final long BETWEEN_MS = 50;

  private Waiting() {}

  /// What is awaited.
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /// Looks twenty times a second.
  ///
  /// @return false if it was not so within that time
  public static boolean comes(int secondsMax, Condition so)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
    while (!so.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MS);
    }
    return true;
  }

  /// Returns once it is so.
  ///
  /// @param what in words, for the case that it does not come
  /// @throws StepFailed if it was not so within that time
  public static void until(String what, int secondsMax, Condition so)
      throws IOException, InterruptedException {
    if (!comes(secondsMax, so)) {
      throw new StepFailed("not within " + secondsMax + " s: " + what);
    }
  }
}
