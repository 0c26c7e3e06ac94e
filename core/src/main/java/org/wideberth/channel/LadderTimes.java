package org.wideberth.channel;

/// How long a FLASH message that nobody takes waits on each rung of the ladder.
///
/// @param nextDeskS for so many seconds the desk has it, before the party's next desk is called
/// @param commanderS for so many seconds more the next desk has it, before the commander is called
public record LadderTimes(int nextDeskS, int commanderS) {
  /// A person needs that long to reach a button.
  public static final int MIN_S = 10;

  /// Somebody is in danger: nobody agrees that a day may pass.
  public static final int MAX_S = 3_600;

  /// Unless the parties agree otherwise.
  public static final LadderTimes USUAL = new LadderTimes(60, 60);

  public LadderTimes {
    if (!isWithin(nextDeskS) || !isWithin(commanderS)) {
      throw new IllegalArgumentException("a rung of %d or %d s".formatted(nextDeskS, commanderS));
    }
  }

  private static boolean isWithin(int seconds) {
    return seconds >= MIN_S && seconds <= MAX_S;
  }

  /// The shorter of both, rung by rung.
  public LadderTimes strictest(LadderTimes other) {
    return new LadderTimes(
        Math.min(nextDeskS, other.nextDeskS), Math.min(commanderS, other.commanderS));
  }

  @Override
  public String toString() {
    return "next desk after %d s, the commander %d s later".formatted(nextDeskS, commanderS);
  }
}
