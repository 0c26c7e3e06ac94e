package org.wideberth.node.engine;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.wideberth.channel.LinkTestPace;
import org.wideberth.channel.TestTimes;

/// How an engine tests its links, and when its people are to test the channel.
///
/// @param times for people
/// @param pace for machines
/// @param nanos a clock that nobody can set, from any beginning, as `System::nanoTime`
public record Testing(TestTimes times, LinkTestPace pace, LongSupplier nanos) {
  /// The usual, with a clock that nobody sets.
  public static Testing by(InstantSource clock) {
    return new Testing(
        TestTimes.USUAL, LinkTestPace.USUAL, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }
}
