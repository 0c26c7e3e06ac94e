package org.wideberth.bench.declare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.wideberth.bench.Figures;
import org.wideberth.bench.load.Ground;
import org.wideberth.geo.Minimum;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;

/// One square kilometre in which everything overlaps: 500 operations in each hour, one above the
/// other, declared by 64 clients at the nodes of two parties. Every second layer is the other
/// party's, and closer than was agreed to the layers next to it and to no other, so that the
/// conflicts can be counted beforehand. Ends by itself.
public final class BusyCellBench {
  static final int LAYERS = 500;

  private static final int LAYER_M = 10;
  private static final int THICK_M = 8;
  private static final Duration LONG = Duration.ofMinutes(50);

  /// Between the 2 m from one layer to the next and the 22 m to the other party's one after that.
  private static final Minimum MINIMUM = Minimum.ofMetresAndFeet(50, 20);

  private static final int SECONDS_MAX = 600;

  private BusyCellBench() {}

  /// Runs it and prints what it does, its counts, and one line of JSON at the end.
  ///
  /// @param n operations, of which whole hours are declared, at least one
  /// @param page to which the figures are written too
  /// @return 0 if exactly the conflicts are found that there are
  public static int run(PrintStream out, long seed, int n, Optional<Path> page)
      throws IOException, InterruptedException {
    int hours = Math.max(1, n / LAYERS);
    int all = hours * LAYERS;
    out.printf(
        "One square kilometre, %,d operations, %d in each of %d hours, all overlapping in space;"
            + " %d clients at two nodes; seed %d.%n",
        all, LAYERS, hours, Clients.COUNT, seed);
    Figures figures = Figures.start("busy-cell");
    try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-busy-cell");
        Pair pair = Pair.open(directory.path())) {
      Ground.prepare(pair, all, MINIMUM);
      Random random = new Random(seed);
      Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      List<List<String>> features = List.of(new ArrayList<>(), new ArrayList<>());
      for (int hour = 0; hour < hours; hour++) {
        for (int layer = 0; layer < LAYERS; layer++) {
          features
              .get(layer % 2)
              .add(feature(random, day.plus(hour, ChronoUnit.HOURS), layer, hour));
        }
      }
      long began = System.nanoTime();
      int declared = new TwoParties(features).run(pair, SECONDS_MAX);
      double seconds = (System.nanoTime() - began) / 1e9;
      Waiting.until("both have everything", Ground.PATIENCE_S, pair::level);
      long expected = (long) hours * (LAYERS - 1);
      long found = pair.first().findings().size();
      long theirs = pair.second().findings().size();
      out.printf("%,d conflicts at the first node, %,d at the second.%n", found, theirs);
      figures
          .put("n", declared)
          .put("hours", hours)
          .put("per_s", declared / seconds)
          .put("found", found)
          .put("expected", expected)
          .say(out, page, Figures.seedAndN(seed, n));
      return found == expected && theirs == expected ? 0 : 1;
    }
  }

  /// A circle that has the middle of the cell in it.
  private static String feature(Random random, Instant start, int layer, int hour) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"hour %d layer %d\",\"kind\":\"air\","
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":%d,\"upper\":%d,\"unit\":\"m\","
            + "\"datum\":\"MSL\",\"radius_m\":%d},\"geometry\":{\"type\":\"Point\","
            + "\"coordinates\":[%.7f,%.7f]}}",
        hour,
        layer,
        start,
        start.plus(LONG),
        layer * LAYER_M,
        layer * LAYER_M + THICK_M,
        250 + random.nextInt(150),
        8 + (random.nextDouble() - 0.5) * 0.002,
        47.5 + (random.nextDouble() - 0.5) * 0.002);
  }

  /// Half of the clients at each node, with that party's layers.
  private record TwoParties(List<List<String>> features) {
    int run(Pair pair, int secondsMax) throws InterruptedException {
      List<List<Clients.Declared>> declared = Collections.synchronizedList(new ArrayList<>());
      List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
      List<Thread> sides = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Clients clients = new Clients(features.get(i), Clients.COUNT / 2);
        Machine machine = pair.machines().get(i);
        sides.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        declared.add(clients.run(machine, secondsMax));
                      } catch (RuntimeException | InterruptedException failed) {
                        failures.add(failed);
                      }
                    }));
      }
      for (Thread side : sides) {
        side.join();
      }
      if (!failures.isEmpty()) {
        throw new IllegalStateException(failures.getFirst());
      }
      return declared.stream().mapToInt(List::size).sum();
    }
  }
}
