package org.wideberth.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.refusal.RefusalCode;

/// The members of one JSON object while they are being read. Used inside [Json#read] only.
///
/// Owned by the thread that reads.
public final class JsonObject {
  private final JsonPath path;
  private final Map<String, Json> members;

  /// Names that were asked for: no more than a shape knows.
  private final List<String> taken = new ArrayList<>();
  private boolean othersIgnored;

  JsonObject(JsonPath path, Map<String, Json> members) {
    this.path = path;
    this.members = members;
  }

  /// The member of that name; a missing one is refused.
  public JsonField required(String name) {
    return optional(name)
        .orElseThrow(() -> refuse(RefusalCode.MALFORMED, "the field \"" + name + "\" is missing"));
  }

  /// The member of that name, if it is there.
  public Optional<JsonField> optional(String name) {
    taken.add(name);
    Json value = members.get(name);
    return value == null ? Optional.empty() : Optional.of(new JsonField(path.member(name), value));
  }

  /// True if the member is there; it still has to be read.
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /// The name of the first member as written.
  Optional<String> firstName() {
    return members.keySet().stream().findFirst();
  }

  /// Refuses members that were not asked for. [Json#read] and [JsonField#asObject] do this by
  /// themselves after the shape has read.
  void noOthers() {
    if (othersIgnored) {
      return;
    }
    for (String name : members.keySet()) {
      if (!taken.contains(name)) {
        throw refuse(
            RefusalCode.MALFORMED, "the field \"" + Words.shown(name) + "\" is not known here");
      }
    }
  }

  /// Counts every member as read: for a reader that only looks at some.
  public void ignoreOthers() {
    othersIgnored = true;
  }

  /// To be thrown: a refusal that names this object.
  public RuntimeException refuse(RefusalCode code, String detail) {
    return Json.refusal(code, path.before(detail));
  }
}
