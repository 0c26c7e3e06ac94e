package org.wideberth.node.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wideberth.record.Json;
import org.wideberth.record.JsonWriter;

/// A document of rules as people write it: minima in nautical miles, metres and feet. What is
/// adopted and hashed is in whole centimetres and tenths of millimetres (1 ft = 3048 of them).
final class FriendlyRules {
  private static final List<String> KINDS = List.of("air", "ground", "surface", "hazard", "static");
  private static final Map<String, Long> LATERAL =
      Map.of("lateral_nm", 185_200L, "lateral_m", 100L, "lateral_cm", 1L);
  private static final Map<String, Long> VERTICAL =
      Map.of("vertical_ft", 3_048L, "vertical_m", 10_000L, "vertical_tenth_mm", 1L);

  /// In whole units only; taken over as they are.
  private static final List<String> ARTICLES =
      List.of(
          "lines",
          "zones",
          "lead_times",
          "ladder",
          "answer_deadlines",
          "test_times",
          "amends",
          "counters",
          "in_force_from");

  private static final Set<String> MEMBERS =
      Set.of(
          "v",
          "theatre",
          "number",
          "title",
          "members",
          "minima",
          "qnh_hpa",
          "qnh_tenth_hpa",
          "lines",
          "zones",
          "lead_times",
          "ladder",
          "answer_deadlines",
          "test_times",
          "amends",
          "counters",
          "in_force_from");

  private FriendlyRules() {}

  /// A document to edit, with a pair on each line. The numbers are a start, not advice.
  static String template(String theatre, List<String> parties) {
    List<String> pairs = new ArrayList<>();
    for (int a = 0; a < KINDS.size(); a++) {
      for (int b = a; b < KINDS.size(); b++) {
        boolean air = a == 0 && b == 0;
        boolean hazard = KINDS.get(b).equals("hazard");
        String minimum =
            air
                ? "\"lateral_nm\": 5, \"vertical_ft\": 1000"
                : hazard
                    ? "\"lateral_m\": 1000, \"vertical_ft\": 1000"
                    : "\"lateral_m\": 500, \"vertical_ft\": 500";
        pairs.add(
            "    {\"kinds\": [\"%s\", \"%s\"], %s}".formatted(KINDS.get(a), KINDS.get(b), minimum));
      }
    }
    return """
    {
      "theatre": "%s",
      "number": 1,
      "title": "First rules",
      "members": [%s],
      "minima": [
    %s
      ],
      "qnh_hpa": [990, 1030]
    }
    """
        .formatted(
            theatre,
            String.join(", ", parties.stream().map(party -> '"' + party + '"').toList()),
            String.join(",\n", pairs));
  }

  /// The exact bytes to propose: as given if nothing has to be converted.
  ///
  /// @throws Stop if the document is not understood; what it says is judged by the node
  static byte[] document(byte[] given, String theatre) {
    try {
      JsonTree tree = JsonTree.parse(given);
      return exact(tree) ? given : converted(tree, theatre);
    } catch (JsonTree.Unexpected why) {
      throw new Stop(ExitCode.USAGE, "the document of rules: " + why.getMessage());
    }
  }

  private static boolean exact(JsonTree tree) {
    return tree.find("v").isPresent()
        && tree.find("theatre").isPresent()
        && tree.find("qnh_hpa").isEmpty()
        && tree.items("minima").stream()
            .allMatch(
                minimum ->
                    minimum.find("lateral_cm").isPresent()
                        && minimum.find("vertical_tenth_mm").isPresent());
  }

  private static byte[] converted(JsonTree tree, String theatre) {
    if (tree instanceof JsonTree.Members(var byName)) {
      for (String name : byName.keySet()) {
        if (!MEMBERS.contains(name)) {
          throw new JsonTree.Unexpected("\"" + name + "\" is not known here");
        }
      }
    }
    return JsonWriter.object(
        json -> {
          json.put("v", 1)
              .put("theatre", tree.find("theatre").isPresent() ? tree.text("theatre") : theatre)
              .put("number", whole(tree.number("number"), "number"))
              .put("title", tree.text("title"))
              .array(
                  "members",
                  tree.texts("members").stream().sorted().toList(),
                  (list, party) -> list.add(party))
              .array(
                  "minima",
                  tree.items("minima"),
                  (list, minimum) -> list.object(pair -> minimum(pair, minimum)));
          if (tree.find("qnh_hpa").isPresent()) {
            qnh(json, tree, "qnh_hpa", 10);
          } else if (tree.find("qnh_tenth_hpa").isPresent()) {
            qnh(json, tree, "qnh_tenth_hpa", 1);
          }
          ARTICLES.forEach(
              name -> tree.find(name).ifPresent(given -> json.put(name, exact(given, name))));
        });
  }

  private static Json exact(JsonTree given, String name) {
    return switch (given) {
      case JsonTree.Members(var byName) -> {
        Map<String, Json> members = new LinkedHashMap<>();
        byName.forEach((key, value) -> members.put(key, exact(value, key)));
        yield new Json.Obj(members);
      }
      case JsonTree.Items(var list) ->
          new Json.Arr(list.stream().map(each -> exact(each, name)).toList());
      case JsonTree.Text(var text) -> new Json.Str(text);
      case JsonTree.Figure(var number) -> new Json.Int(whole(number, name));
      case JsonTree.Flag(var value) -> new Json.Bool(value);
      case JsonTree.Null() -> throw new JsonTree.Unexpected(name + " is null");
    };
  }

  private static void minimum(JsonWriter pair, JsonTree minimum) {
    List<String> kinds =
        minimum.texts("kinds").stream()
            .sorted((a, b) -> Integer.compare(KINDS.indexOf(a), KINDS.indexOf(b)))
            .toList();
    pair.array("kinds", kinds, (list, kind) -> list.add(kind))
        .put("lateral_cm", oneOf(minimum, LATERAL, kinds))
        .put("vertical_tenth_mm", oneOf(minimum, VERTICAL, kinds));
  }

  private static long oneOf(JsonTree minimum, Map<String, Long> units, List<String> kinds) {
    List<String> given =
        units.keySet().stream().filter(unit -> minimum.find(unit).isPresent()).toList();
    if (given.size() != 1) {
      throw new JsonTree.Unexpected(
          "the minimum of %s needs exactly one of %s"
              .formatted(
                  String.join(" and ", kinds),
                  String.join(", ", units.keySet().stream().sorted().toList())));
    }
    String unit = given.getFirst();
    BigDecimal factor = BigDecimal.valueOf(units.getOrDefault(unit, 1L));
    return whole(minimum.number(unit).multiply(factor), unit);
  }

  private static void qnh(JsonWriter json, JsonTree tree, String name, int factor) {
    json.array(
        "qnh_tenth_hpa",
        tree.items(name),
        (list, value) -> {
          if (!(value instanceof JsonTree.Figure(var number))) {
            throw new JsonTree.Unexpected(name + " holds two numbers");
          }
          list.add(whole(number.multiply(BigDecimal.valueOf(factor)), name));
        });
  }

  private static long whole(BigDecimal value, String name) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException fraction) {
      throw new JsonTree.Unexpected(
          "%s comes to %s, which is not whole".formatted(name, value.toPlainString()));
    }
  }
}
