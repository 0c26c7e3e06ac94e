package org.wideberth.agreement;

import java.util.regex.Pattern;
import org.wideberth.party.DisplayName;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.RefusalCode;

/// Who put a party's hand to something, as the party says. What proves it is the party's own log.
///
/// @param name of the person
/// @param role of the person at the time: `commander`
public record Speaker(DisplayName name, String role) {
  private static final Pattern ROLE = Pattern.compile("[a-z][a-z-]{0,31}");
  private static final int ROLE_CHARS_MAX = 32;

  public Speaker {
    if (!ROLE.matcher(role).matches()) {
      throw new IllegalArgumentException("not a role");
    }
  }

  static Speaker read(JsonObject from) {
    DisplayName name = from.required("name").as(DisplayName::parse);
    JsonField role = from.required("role");
    String word = role.asText(ROLE_CHARS_MAX);
    if (!ROLE.matcher(word).matches()) {
      throw role.refuse(RefusalCode.MALFORMED, "a role is up to 32 of a to z and -");
    }
    return new Speaker(name, word);
  }

  void write(JsonWriter to) {
    to.put("name", name.text()).put("role", role);
  }

  @Override
  public String toString() {
    return name + " (" + role + ")";
  }
}
