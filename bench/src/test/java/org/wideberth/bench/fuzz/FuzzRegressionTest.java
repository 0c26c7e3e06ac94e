package org.wideberth.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the fuzzer has found once, and what it begins with, goes through every target again.
class FuzzRegressionTest {
  private static final Path CRASHERS =
      Path.of(System.getProperty("wideberth.root", "..")).resolve("bench/src/test/resources/fuzz");

  static Stream<String> targets() {
    return Targets.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void rightInputsAndCrashersOfOldAndBrokenOnesComeBack(String name) throws Exception {
    Target target = Targets.named(name);
    List<byte[]> inputs = new ArrayList<>(target.seeds());
    assertThat(inputs).isNotEmpty();
    inputs.addAll(crashers(name));
    long seed = 20261125;
    Random random = new Random(seed);
    for (byte[] input : List.copyOf(inputs)) {
      for (int i = 0; i < 5 && input.length > 0; i++) {
        byte[] broken = input.clone();
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
        inputs.add(broken);
      }
    }
    for (byte[] input : inputs) {
      target.take(input);
    }
  }

  private static List<byte[]> crashers(String name) throws IOException {
    List<byte[]> found = new ArrayList<>();
    Path directory = CRASHERS.resolve(name);
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.sorted().toList()) {
          found.add(Files.readAllBytes(file));
        }
      }
    }
    return found;
  }

  @Test
  void theCrashersThatAreKeptAreThoseOfTargets() throws IOException {
    try (Stream<Path> directories = Files.list(CRASHERS)) {
      assertThat(directories.map(each -> each.getFileName().toString()))
          .isNotEmpty()
          .allMatch(Targets.all()::containsKey);
    }
  }

  @Test
  void aTargetThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Targets.named("nothing")).hasMessageContaining("no target nothing");
  }
}
