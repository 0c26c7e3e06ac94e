package org.wideberth.gateway.geojson;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.refusal.RefusalCode;

/// A value and where it stands, such as `features[3].properties.upper`, so that every refusal
/// names its place.
record Field(String path, Value value) {

  String text(String meant) {
    if (value instanceof Value.Text(var text)) {
      return text;
    }
    throw wrong(meant);
  }

  BigDecimal number(String meant) {
    if (value instanceof Value.Decimal(var number)) {
      return number;
    }
    throw wrong(meant);
  }

  Map<String, Value> members(String meant) {
    if (value instanceof Value.Members(var byName)) {
      return byName;
    }
    throw wrong(meant);
  }

  List<Field> items(String meant) {
    if (!(value instanceof Value.Items(var inOrder))) {
      throw wrong(meant);
    }
    List<Field> fields = new ArrayList<>(inOrder.size());
    for (int i = 0; i < inOrder.size(); i++) {
      fields.add(new Field(path + "[" + i + "]", inOrder.get(i)));
    }
    return fields;
  }

  /// A member that must be there; `meant` says what to write.
  Field required(String name, String meant) {
    return optional(name)
        .orElseThrow(
            () ->
                new RefusedGeoJson(RefusalCode.MALFORMED, pathOf(name) + ": is missing; " + meant));
  }

  /// A member that may be absent. One that is `null` is neither there nor absent: it is refused
  /// where it is read.
  Optional<Field> optional(String name) {
    return Optional.ofNullable(members("give an object").get(name))
        .map(found -> new Field(pathOf(name), found));
  }

  /// Refuses members that nobody would read: a misspelt `audience` must not disclose to everyone.
  void noOthersThan(Collection<String> names) {
    for (String name : members("give an object").keySet()) {
      if (!names.contains(name)) {
        throw new RefusedGeoJson(
            RefusalCode.MALFORMED,
            pathOf(name) + ": is not known here; remove it, or use one of " + listed(names));
      }
    }
  }

  RefusedGeoJson wrong(String meant) {
    return new RefusedGeoJson(RefusalCode.MALFORMED, path + ": is " + value.words() + "; " + meant);
  }

  RefusedGeoJson refused(RefusalCode code, String why) {
    return new RefusedGeoJson(code, path + ": " + why);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String listed(Collection<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
