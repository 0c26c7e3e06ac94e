package org.wideberth.bench.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// For every attack in SECURITY.md there is a test that performs it.
class SecurityModelTest {
  private static final Path ROOT = Path.of(System.getProperty("wideberth.root", ".."));
  private static final Pattern TEST =
      Pattern.compile("`([A-Z][A-Za-z0-9]+Test)\\.([A-Za-z_0-9]+)`");
  private static final int ATTACKS_MIN = 30;

  @Test
  void everyAttackNamesATestThatExists() throws IOException {
    List<String> rows = attacks();
    assertThat(rows).hasSizeGreaterThan(ATTACKS_MIN);
    Map<String, Path> tests = tests();
    List<String> wrong = new ArrayList<>();
    for (String row : rows) {
      Matcher named = TEST.matcher(row);
      if (!named.find()) {
        wrong.add("names no test: " + row);
      } else if (!tests.containsKey(named.group(1))
          || !Files.readString(tests.get(named.group(1)))
              .contains(" void " + named.group(2) + "(")) {
        wrong.add("there is no test " + named.group());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> attacks() throws IOException {
    List<String> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(ROOT.resolve("SECURITY.md"))) {
      if (line.startsWith("## ")) {
        inside = line.equals("## Attacks");
      } else if (inside && line.startsWith("|") && !line.startsWith("|---")) {
        rows.add(line);
      }
    }
    return rows.subList(Math.min(1, rows.size()), rows.size());
  }

  private static Map<String, Path> tests() throws IOException {
    Map<String, Path> tests = new TreeMap<>();
    for (String module : List.of("core", "gateways", "node", "simulator", "bench")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .filter(file -> file.toString().endsWith("Test.java"))
            .forEach(file -> tests.put(file.getFileName().toString().replace(".java", ""), file));
      }
    }
    return tests;
  }
}
