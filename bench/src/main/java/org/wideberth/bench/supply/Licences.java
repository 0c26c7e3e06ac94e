package org.wideberth.bench.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `wideberth licences`: whose work the program contains and under which licences, from the bills
/// of materials (CycloneDX 1.6) that the build writes; checked against the licences that we can
/// use, and written to `docs/licences.md`. Stateless.
public final class Licences {
  /// Where the build puts the bills of materials: the one of the jars, and the board's.
  static final List<String> BILLS = List.of("bench/target/bom.json", "board/target/bom.json");

  static final String DOCUMENT = "docs/licences.md";

  private static final String OURS = "org.wideberth";

  private Licences() {}

  /// Prints the document and writes it; ends with 1 if something cannot be used.
  ///
  /// @param args the directory of the sources
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    List<Component> components = read(root);
    String document = document(components);
    Files.writeString(root.resolve(DOCUMENT), document);
    System.out.print(document);
    List<Component> unusable = components.stream().filter(each -> !each.isUsable()).toList();
    unusable.forEach(
        each ->
            System.err.printf(
                "wideberth: %s %s: licence %s is not among those that we can use%n",
                each.name(), each.version(), each.words()));
    System.exit(unusable.isEmpty() ? 0 : 1);
  }

  /// What the bills of materials under that directory name, sorted, without our own modules.
  static List<Component> read(Path root) throws IOException {
    List<Component> components = new ArrayList<>();
    for (String bill : BILLS) {
      JsonNode bom = new JsonMapper().readTree(Files.readString(root.resolve(bill)));
      bom.path("components").forEach(each -> component(each).ifPresent(components::add));
    }
    components.sort(Comparator.comparing(Component::name).thenComparing(Component::version));
    return components;
  }

  private static Optional<Component> component(JsonNode stated) {
    String group = stated.path("group").asString("");
    if (group.equals(OURS)) {
      return Optional.empty();
    }
    List<String> licences = new ArrayList<>();
    for (JsonNode licence : stated.path("licenses")) {
      Stream.of(
              licence.path("expression"),
              licence.path("license").path("id"),
              licence.path("license").path("name"))
          .filter(JsonNode::isString)
          .findFirst()
          .ifPresent(words -> licences.add(words.asString()));
    }
    String name = stated.path("name").asString();
    return Optional.of(
        new Component(
            group.isEmpty() ? name : group + ":" + name,
            stated.path("version").asString(),
            licences));
  }

  static String document(List<Component> components) {
    StringBuilder text =
        new StringBuilder(
            """
            # Licences of what Wideberth contains

            Written by `./wideberth licences` from the bills of materials of the build (CycloneDX: \
            `bench/target/bom.json` for the jars, `board/target/bom.json` for the board); a test \
            compares. Where several are stated, any one of them holds. What only builds or tests \
            is not here.

            | component | version | licence |
            |---|---|---|
            """);
    components.forEach(
        each ->
            text.append("| %s | %s | %s |\n".formatted(each.name(), each.version(), each.words())));
    return text.toString();
  }
}
