package org.wideberth.node.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.wideberth.people.PersonRole;

/// What a person of the own party may do here; each role may do what the ones before it may.
public enum Role {
  /// Reads everything that the node shows.
  OBSERVER,
  /// Also declares, revises, activates, ends, withdraws, discloses, proposes rules, carries files.
  DUTY_OFFICER,
  /// Also adopts rules, by twos suspends and ends them, enrols peers, invites people.
  COMMANDER;

  boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  /// `duty-officer` for [#DUTY_OFFICER].
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The same as rosters say it.
  static Role of(PersonRole role) {
    return switch (role) {
      case OBSERVER -> OBSERVER;
      case DUTY_OFFICER -> DUTY_OFFICER;
      case COMMANDER -> COMMANDER;
    };
  }

  /// As rosters say it.
  PersonRole onRoster() {
    return switch (this) {
      case OBSERVER -> PersonRole.OBSERVER;
      case DUTY_OFFICER -> PersonRole.DUTY_OFFICER;
      case COMMANDER -> PersonRole.COMMANDER;
    };
  }

  /// The role of that word.
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
