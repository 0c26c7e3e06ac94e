package org.wideberth.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.wideberth.bench.declare.BusyCellBench;
import org.wideberth.bench.declare.DeclareBench;
import org.wideberth.bench.entry.EntryChecksBench;
import org.wideberth.bench.flash.FlashBench;
import org.wideberth.bench.history.HistoryBench;
import org.wideberth.bench.hostile.HostilePeerBench;
import org.wideberth.bench.index.GrowthBench;
import org.wideberth.bench.index.IndexBench;
import org.wideberth.bench.index.SelfJoinBench;
import org.wideberth.bench.line.SideOfLineBench;
import org.wideberth.bench.micro.MicroBench;
import org.wideberth.bench.propagate.PropagateBench;
import org.wideberth.bench.separation.SeparationBench;
import org.wideberth.bench.separation.TracksBench;
import org.wideberth.bench.start.StartBench;
import org.wideberth.node.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `wideberth bench`: every published figure comes from one of these.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    description = {
      "Measures. Each bench prints what it does and its counts, and ends with one line of JSON"
          + " that",
      "has its name, figures, processor seconds and the commit.",
      "Example: wideberth bench propagate --n 1000"
    })
public final class Main {
  private Main() {}

  /// Exits with what the bench returns.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  /// From what a bench makes up what it works on.
  static final class Seed {
    @Option(
        names = "--seed",
        paramLabel = "SEED",
        defaultValue = "1",
        description = "Default ${DEFAULT-VALUE}.")
    private long value;
  }

  /// Where its figures are kept.
  static final class Page {
    @Option(
        names = "--write",
        paramLabel = "PAGE",
        description = "Also into that page, as docs/performance.md.")
    private Optional<Path> file = Optional.empty();
  }

  @Command(
      name = "propagate",
      mixinStandardHelpOptions = true,
      description = "From a declaration sent to the other party's event, through two real nodes.")
  int propagate(
      @Mixin Seed seed,
      @Option(names = "--n", defaultValue = "1000", description = "Default ${DEFAULT-VALUE}.")
          int n,
      @Option(
              names = "--live",
              defaultValue = "10000",
              description = "Operations live before; default ${DEFAULT-VALUE}.")
          int live)
      throws IOException, InterruptedException {
    return PropagateBench.run(System.out, seed.value, n, live);
  }

  @Command(
      name = "index",
      mixinStandardHelpOptions = true,
      description = "What an operation is in conflict with, among very many live ones.")
  int index(
      @Mixin Seed seed,
      @Option(names = "--n", defaultValue = "1000000", description = "Default ${DEFAULT-VALUE}.")
          int n,
      @Mixin Page page)
      throws InterruptedException {
    return IndexBench.run(System.out, seed.value, n, page.file);
  }

  @Command(
      name = "micro",
      mixinStandardHelpOptions = true,
      description = "The kernel and the index by JMH: times and allocation, each in a fork.")
  int micro(
      @Mixin Seed seed,
      @Option(
              names = "--n",
              defaultValue = "1000000",
              description = "Operations in the index; default ${DEFAULT-VALUE}.")
          int n,
      @Mixin Page page) {
    return MicroBench.run(System.out, seed.value, n, page.file);
  }

  @Command(
      name = "selfjoin",
      mixinStandardHelpOptions = true,
      description = "All conflicts among very many live operations.")
  int selfjoin(
      @Mixin Seed seed,
      @Option(names = "--n", defaultValue = "1000000", description = "Default ${DEFAULT-VALUE}.")
          int n,
      @Mixin Page page) {
    return SelfJoinBench.run(System.out, seed.value, n, page.file);
  }

  @Command(
      name = "growth",
      mixinStandardHelpOptions = true,
      description = "How the cost of a question grows with the number of live operations.")
  int growth(
      @Mixin Seed seed,
      @Option(names = "--n", defaultValue = "1000000", description = "Default ${DEFAULT-VALUE}.")
          int n,
      @Mixin Page page) {
    return GrowthBench.run(System.out, seed.value, n, page.file);
  }

  @Command(
      name = "declare",
      mixinStandardHelpOptions = true,
      description = "Clients declare at a node with very many live operations and a peer.")
  int declare(
      @Mixin Seed seed,
      @Option(
              names = "--n",
              defaultValue = "1000000",
              description = "Operations live before; default ${DEFAULT-VALUE}.")
          int n,
      @Mixin Page page)
      throws IOException, InterruptedException {
    return DeclareBench.run(System.out, seed.value, n, page.file);
  }

  @Command(
      name = "busy-cell",
      mixinStandardHelpOptions = true,
      description = "Two parties declare in one square kilometre, 500 an hour above each other.")
  int busyCell(
      @Mixin Seed seed,
      @Option(
              names = "--n",
              defaultValue = "10000",
              description = "Operations; default ${DEFAULT-VALUE}.")
          int n,
      @Mixin Page page)
      throws IOException, InterruptedException {
    return BusyCellBench.run(System.out, seed.value, n, page.file);
  }

  @Command(
      name = "hostile-peer",
      mixinStandardHelpOptions = true,
      description = "An enrolled peer attacks a node at line rate while its people ask.")
  int hostilePeer(
      @Mixin Seed seed,
      @Option(names = "--seconds", defaultValue = "300", description = "Default ${DEFAULT-VALUE}.")
          int seconds)
      throws IOException, InterruptedException {
    return HostilePeerBench.run(System.out, seed.value, seconds);
  }

  @Command(
      name = "flash",
      mixinStandardHelpOptions = true,
      description = "From a FLASH sent to its alarm in the other party's page, in a browser.")
  int flash(
      @Mixin Seed seed,
      @Option(
              names = "--rounds",
              defaultValue = "100",
              description = "FLASH messages to measure; default ${DEFAULT-VALUE}.")
          int rounds,
      @Option(
              names = "--messages",
              defaultValue = "10000",
              description = "Messages before, of both parties; default ${DEFAULT-VALUE}.")
          int messages,
      @Option(
              names = "--operations",
              defaultValue = "10000",
              description = "Operations before, of both parties; default ${DEFAULT-VALUE}.")
          int operations)
      throws IOException, InterruptedException {
    return FlashBench.run(
        System.out, seed.value, new FlashBench.Size(rounds, messages, operations));
  }

  @Command(
      name = "history",
      mixinStandardHelpOptions = true,
      description = "A start and a list of threads after a long history of the channel.")
  int history(
      @Mixin Seed seed,
      @Option(
              names = "--n",
              defaultValue = "100000",
              description = "Messages of both parties together; default ${DEFAULT-VALUE}.")
          int n,
      @Option(
              names = "--versions",
              defaultValue = "1000",
              description = "Versions of the rules; default ${DEFAULT-VALUE}.")
          int versions)
      throws IOException, InterruptedException {
    return HistoryBench.run(System.out, seed.value, n, versions);
  }

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = "A start with very many live operations, half of them a peer's.")
  int start(
      @Mixin Seed seed,
      @Option(
              names = "--n",
              defaultValue = "1000000",
              description = "Operations live; default ${DEFAULT-VALUE}.")
          int n,
      @Option(
              names = "--keep",
              description =
                  "Where the journal is left, and taken from if it is there since the same day.")
          Optional<Path> keep,
      @Mixin Page page)
      throws IOException, InterruptedException {
    return StartBench.run(System.out, seed.value, n, keep, page.file);
  }

  @Command(
      name = "separation",
      mixinStandardHelpOptions = true,
      description = "Random volume pairs of all shapes against a slow oracle.")
  int separation(
      @Mixin Seed seed,
      @Option(names = "--n", defaultValue = "100000", description = "Default ${DEFAULT-VALUE}.")
          int n) {
    return SeparationBench.run(
        new String[] {"--seed", Long.toString(seed.value), "--n", Integer.toString(n)});
  }

  @Command(
      name = "side-of-line",
      mixinStandardHelpOptions = true,
      description = "Random points against lines of up to 1,000 vertices and a slow oracle.")
  int sideOfLine(
      @Mixin Seed seed,
      @Option(
              names = "--points",
              defaultValue = "100000",
              description = "Default ${DEFAULT-VALUE}.")
          int points) {
    return SideOfLineBench.run(System.out, seed.value, points);
  }

  @Command(
      name = "entry-checks",
      mixinStandardHelpOptions = true,
      description = "Positions typed right and wrong, and which of them are doubted.")
  int entryChecks(
      @Mixin Seed seed,
      @Option(names = "--n", defaultValue = "10000", description = "Default ${DEFAULT-VALUE}.")
          int n) {
    return EntryChecksBench.run(System.out, seed.value, n);
  }

  @Command(
      name = "tracks",
      mixinStandardHelpOptions = true,
      description = "Recorded flights through two real nodes, their findings against an oracle.")
  int tracks(
      @Option(names = "--file", required = true, description = "The recording; .gz too.") Path file,
      @Mixin Seed seed,
      @Option(
              names = "--n",
              defaultValue = "100000",
              description = "Operations of the first party to compare; default ${DEFAULT-VALUE}.")
          int n)
      throws IOException, InterruptedException {
    return TracksBench.run(System.out, file, seed.value, n);
  }
}
