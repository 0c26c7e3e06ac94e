package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Watches what the node stands on: room on the disk, how long a sync takes, and the clock. Says so
/// in words before any of it fails. Owned by the engine.
final class Machine {
  /// Below it people are told: some days of a busy theatre.
  static final long LOW_BYTES = 512L * 1024 * 1024;

  /// Below it nothing more is taken from peers, who keep it: what is left is for the own people, a
  /// thousand operations of the largest size at least.
  static final long LEAST_BYTES = 64L * 1024 * 1024;

  /// A sync that takes longer is a disk in trouble: usual are milliseconds.
  static final Duration SLOW = Duration.ofSeconds(2);

  /// A clock that is set by the network moves by less.
  static final Duration JUMP = Duration.ofMinutes(5);

  /// How long people are told of a jump.
  static final Duration TOLD = Duration.ofHours(1);

  private final Alarms alarms;
  private boolean takesFromPeers = true;
  private Optional<Instant> lastTick = Optional.empty();
  private Duration sinceJump = Duration.ZERO;

  Machine(Alarms alarms) {
    this.alarms = alarms;
  }

  /// False while there is hardly any room left.
  boolean takesFromPeers() {
    return takesFromPeers;
  }

  /// Once a second.
  ///
  /// @param freeBytes on the disk of the journal
  /// @param elapsed since the last tick, by a clock that cannot be set; zero if that is not known
  void tick(long freeBytes, Duration elapsed, Instant now) {
    takesFromPeers = freeBytes >= LEAST_BYTES;
    if (freeBytes >= LOW_BYTES) {
      alarms.end(Alarm.Code.STORAGE_LOW, Optional.empty());
    } else {
      alarms.raise(
          Alarm.Code.STORAGE_LOW,
          Optional.empty(),
          takesFromPeers
              ? ("Less than %d MiB are free on the disk of this node. Free some: below %d MiB it"
                      + " takes nothing more from its peers.")
                  .formatted(LOW_BYTES >> 20, LEAST_BYTES >> 20)
              : ("Less than %d MiB are free on the disk of this node. It takes nothing more from"
                      + " its peers, who keep it; what its own people declare still counts. Free"
                      + " some.")
                  .formatted(LEAST_BYTES >> 20),
          now);
    }
    clock(elapsed, now);
  }

  private void clock(Duration elapsed, Instant now) {
    if (lastTick.isPresent() && elapsed.isPositive()) {
      Duration off = Duration.between(lastTick.get().plus(elapsed), now);
      sinceJump = sinceJump.plus(elapsed);
      if (off.abs().compareTo(JUMP) > 0) {
        sinceJump = Duration.ZERO;
        alarms.raise(
            Alarm.Code.CLOCK_JUMPED,
            Optional.empty(),
            ("The clock of this machine jumped %s by %d minutes. Look whether it is right: others"
                    + " read its times. Times in the own log do not run backwards.")
                .formatted(off.isNegative() ? "back" : "forward", off.abs().toMinutes()),
            now);
      } else if (sinceJump.compareTo(TOLD) > 0) {
        alarms.end(Alarm.Code.CLOCK_JUMPED, Optional.empty());
      }
    }
    lastTick = Optional.of(now);
  }

  /// The journal has taken a batch.
  void appended(Duration took, Instant now) {
    if (took.compareTo(SLOW) > 0 && took.compareTo(JUMP) < 0) {
      alarms.raise(
          Alarm.Code.STORAGE_SLOW,
          Optional.empty(),
          "The disk took more than %d s to sync. Every answer waits for that: look at the disk."
              .formatted(SLOW.toSeconds()),
          now);
    } else {
      alarms.end(Alarm.Code.STORAGE_SLOW, Optional.empty());
    }
  }
}
