package org.wideberth.record;

import org.jspecify.annotations.Nullable;

/// The way to a JSON value from the outermost one: written as text only when it is refused.
/// Immutable.
final class JsonPath {
  /// The outermost value.
  static final JsonPath ROOT = new JsonPath(null, "", 0);

  private final @Nullable JsonPath parent;
  private final String name;
  private final int index;

  /// @param name of a member, or empty for an element of an array
  private JsonPath(@Nullable JsonPath parent, String name, int index) {
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  JsonPath member(String of) {
    return new JsonPath(this, of, -1);
  }

  JsonPath element(int at) {
    return new JsonPath(this, "", at);
  }

  /// As in `volumes[3].heights.upper`.
  @Override
  public String toString() {
    if (parent == null) {
      return "";
    }
    String before = parent.toString();
    return index >= 0 ? before + "[" + index + "]" : before.isEmpty() ? name : before + "." + name;
  }

  /// Words about the value.
  String before(String detail) {
    return parent == null ? detail : this + ": " + detail;
  }
}
