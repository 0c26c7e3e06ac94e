package org.wideberth.bench.separation;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.bench.Figures;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.gateway.tracks.OperationsFromTracks;
import org.wideberth.gateway.tracks.PartyRule;
import org.wideberth.gateway.tracks.TrackOperations;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.TemporaryDirectory;
import tools.jackson.databind.JsonNode;

/// Recorded flights declared by two parties through two real nodes, and what both find compared
/// with [TracksOracle].
public final class TracksBench {
  private static final double LATERAL_M = 9260;
  private static final int VERTICAL_FT = 1000;
  private static final List<String> RULES = List.of("icao24-even", "icao24-odd");

  private final PrintStream out;
  private final Path file;
  private final Instant startAt = Instant.now().truncatedTo(ChronoUnit.HOURS);

  private TracksBench(PrintStream out, Path file) {
    this.out = out;
    this.file = file;
  }

  /// Runs it and prints what it does, its counts, and one line of JSON at the end.
  ///
  /// @param file a recording with the columns of [OperationsFromTracks]
  /// @param seed chooses the sample
  /// @param n operations of the first party that the oracle compares with all of the second; fewer
  ///     if there are fewer
  /// @return 0 if both nodes and the oracle agree on every pair outside tolerance
  public static int run(PrintStream out, Path file, long seed, int n)
      throws IOException, InterruptedException {
    return new TracksBench(out, file).compare(new Random(seed), n);
  }

  private int compare(Random random, int n) throws IOException, InterruptedException {
    Figures figures = Figures.start("tracks");
    out.printf(
        "Flights of %s: even ICAO addresses declared by amber, odd by cobalt; minima 5 NM, 1000"
            + " ft.%n",
        file);
    try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-tracks");
        Pair pair = Pair.open(directory.path())) {
      long begin = System.nanoTime();
      List<TracksOracle.Flight> amber = declare(pair.first(), RULES.getFirst());
      List<TracksOracle.Flight> cobalt = declare(pair.second(), RULES.getLast());
      Set<String> first = Set.of();
      Set<String> second = Set.of("not yet");
      long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
      while (!(pair.level() && first.equals(second)) && System.nanoTime() < end) {
        first = findings(pair.first(), "id");
        second = findings(pair.second(), "id");
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      boolean same = first.equals(second);
      out.printf("Both nodes list the same %d finding ids: %s%n", first.size(), same);

      long beginOracle = System.nanoTime();
      List<TracksOracle.Flight> sample = new ArrayList<>(amber);
      Collections.shuffle(sample, random);
      sample = sample.subList(0, Math.min(n, sample.size()));
      TracksOracle.Pairs oracle = new TracksOracle(LATERAL_M, VERTICAL_FT).compare(sample, cobalt);
      Set<String> names = new TreeSet<>();
      sample.forEach(flight -> names.add(flight.name()));
      Set<String> found = findings(pair.first(), "operations");
      found.removeIf(sides -> !names.contains(sides.substring(0, sides.indexOf(' '))));
      Set<String> missed = minus(oracle.certain(), found, Set.of());
      Set<String> invented = minus(found, oracle.certain(), oracle.near());
      missed.forEach(name -> out.println("missed " + name));
      invented.forEach(name -> out.println("invented " + name));
      out.println(
          figures
              .put("operations", amber.size() + cobalt.size())
              .put("volumes", volumes(amber) + volumes(cobalt))
              .put("findings", first.size())
              .put("oracle_operations", sample.size())
              .put("nodes_differ", same ? 0 : 1)
              .put("oracle_certain", oracle.certain().size())
              .put("oracle_within_tolerance", oracle.near().size())
              .put("oracle_volume_pairs", oracle.volumePairs())
              .put("missed", missed.size())
              .put("invented", invented.size())
              .put("nodes_seconds", seconds)
              .put("oracle_seconds", (System.nanoTime() - beginOracle) / 1e9)
              .line());
      return same && missed.isEmpty() && invented.isEmpty() ? 0 : 1;
    }
  }

  /// Declares the flights through the command line; the ids come back in the order of the file.
  private List<TracksOracle.Flight> declare(Machine machine, String rule) throws IOException {
    Machine.Said said =
        machine.must(
            "declare",
            "--from-tracks",
            file.toString(),
            "--start-at",
            startAt.toString(),
            "--party-rule",
            rule,
            "--json");
    List<TracksOracle.Flight> flights = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      TrackOperations read =
          OperationsFromTracks.readStartingAt(in, PartyRule.parse(rule).orThrow(), startAt)
              .orThrow();
      JsonNode items = said.json().path("operations");
      if (items.size() != read.operations().size()) {
        throw new IOException(
            "%d operations of %d were declared".formatted(items.size(), read.operations().size()));
      }
      for (int i = 0; i < items.size(); i++) {
        OperationInput operation = read.operations().get(i);
        flights.add(new TracksOracle.Flight(items.get(i).asString(), operation.volumes()));
      }
      out.printf(
          "%s: %d fixes, %d flights, %d operations, %d volumes; %s%n",
          machine.party(),
          read.fixes(),
          read.flights(),
          flights.size(),
          read.volumes(),
          read.remarks());
    }
    return flights;
  }

  private static Set<String> findings(Machine machine, String what)
      throws IOException, InterruptedException {
    Set<String> set = new TreeSet<>();
    for (JsonNode finding : machine.findings()) {
      JsonNode sides = finding.path("operations");
      set.add(
          what.equals("id")
              ? finding.path("id").asString()
              : sides.get(0).path("id").asString() + " " + sides.get(1).path("id").asString());
    }
    return set;
  }

  private static Set<String> minus(Set<String> from, Set<String> one, Set<String> other) {
    Set<String> rest = new TreeSet<>(from);
    rest.removeAll(one);
    rest.removeAll(other);
    return rest;
  }

  private static long volumes(List<TracksOracle.Flight> flights) {
    return flights.stream().mapToLong(flight -> flight.volumes().size()).sum();
  }
}
