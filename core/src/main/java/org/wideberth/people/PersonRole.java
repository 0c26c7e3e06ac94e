package org.wideberth.people;

/// What a person on a roster may sign; each role may sign what the ones before it may.
public enum PersonRole {
  /// Signs nothing; signs in.
  OBSERVER,
  /// Signs what the duty desk says.
  DUTY_OFFICER,
  /// Signs what binds the party.
  COMMANDER;

  /// Whether this role is enough where `needed` is.
  public boolean includes(PersonRole needed) {
    return compareTo(needed) >= 0;
  }

  /// In words, for people.
  public String words() {
    return switch (this) {
      case OBSERVER -> "observer";
      case DUTY_OFFICER -> "duty officer";
      case COMMANDER -> "commander";
    };
  }
}
