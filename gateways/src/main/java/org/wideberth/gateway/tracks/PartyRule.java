package org.wideberth.gateway.tracks;

import java.util.Arrays;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Which aircraft of a recording are ours, so that one file can play several parties.
public enum PartyRule {
  /// Every aircraft.
  ALL("all"),
  /// Those whose 24-bit address ends in an even hexadecimal digit.
  ICAO24_EVEN("icao24-even"),
  /// Those whose 24-bit address ends in an odd hexadecimal digit.
  ICAO24_ODD("icao24-odd");

  private final String word;

  PartyRule(String word) {
    this.word = word;
  }

  /// As it is written: `all`, `icao24-even`, `icao24-odd`.
  public String word() {
    return word;
  }

  public static Outcome<PartyRule> parse(String word) {
    for (PartyRule rule : values()) {
      if (rule.word.equals(word)) {
        return Outcome.accept(rule);
      }
    }
    return Outcome.refuse(
        RefusalCode.MALFORMED,
        "a party rule is one of "
            + String.join(", ", Arrays.stream(values()).map(PartyRule::word).toList()));
  }

  /// Whether the aircraft with this 24-bit address is ours.
  boolean takes(int icao24) {
    return switch (this) {
      case ALL -> true;
      case ICAO24_EVEN -> icao24 % 2 == 0;
      case ICAO24_ODD -> icao24 % 2 == 1;
    };
  }
}
