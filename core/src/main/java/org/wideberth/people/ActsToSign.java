package org.wideberth.people;

import java.util.Map;
import java.util.Optional;

/// What a person signs by passkey, and in which role: bodies of these types count only with the
/// signature, once the roster of their author has a first person. Stateless.
///
/// A type that is added here must be one that the picture can take back again: a roster entry that
/// comes late may show that an act which counted does not.
public final class ActsToSign {
  private static final Map<String, PersonRole> NEEDED =
      Map.of(
          "message-acknowledged", PersonRole.DUTY_OFFICER,
          "rules-adopted", PersonRole.COMMANDER,
          "agreement-suspension-asked", PersonRole.COMMANDER,
          "agreement-suspended", PersonRole.COMMANDER,
          "agreement-resumption-asked", PersonRole.COMMANDER,
          "agreement-resumed", PersonRole.COMMANDER,
          "agreement-end-asked", PersonRole.COMMANDER,
          "agreement-ended", PersonRole.COMMANDER);

  private ActsToSign() {}

  /// The least role that signs bodies of this type; empty if nobody needs to.
  public static Optional<PersonRole> roleFor(String type) {
    return Optional.ofNullable(NEEDED.get(type));
  }
}
