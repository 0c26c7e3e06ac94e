package org.wideberth.people;

import org.wideberth.party.DisplayName;

/// Who signed an act with a passkey, as the roster stood before it. Immutable.
///
/// @param name as the party wishes that the person is shown: a name, or a post
public record Signatory(PersonId person, DisplayName name, PersonRole role) {
  /// In words, for people.
  public String words() {
    return "%s, %s, passkey".formatted(name, role.words());
  }
}
