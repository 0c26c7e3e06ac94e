package org.wideberth.bench.hostile;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wideberth.bench.Figures;
import org.wideberth.bench.load.NodeOptions;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.party.Card;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;

/// An enrolled peer attacks a node at line rate on loopback, in phases that each do one thing,
/// while the node's own people ask twenty times a second and an honest peer is linked. The nodes
/// and the attacker share the machine. Ends by itself.
public final class HostilePeerBench {
  /// The heap of the node under attack.
  private static final int HEAP_MB = 1_024;

  /// The heap, and what a virtual machine and its buffers take beside it.
  private static final int RSS_BOUND_MB = 1_536;

  /// What one peer can add in a day, 640 MiB of its log and 64 MiB of notes, and the database's
  /// pages and log beside it.
  private static final int DISK_BOUND_MB = 900;

  private static final int ENROL_PATIENCE_S = 20;

  private final PrintStream out;
  private final long seed;
  private final int seconds;
  private final Figures figures = Figures.start("hostile-peer");

  /// One thing done to the node, again and again.
  private interface Act {
    void once() throws IOException, InterruptedException;
  }

  private record Phase(String name, Act act) {}

  private HostilePeerBench(PrintStream out, long seed, int seconds) {
    this.out = out;
    this.seed = seed;
    this.seconds = seconds;
  }

  /// Runs it and prints a line for each phase, and one line of JSON at the end.
  ///
  /// @param seconds how long all phases take together
  /// @return 0
  public static int run(PrintStream out, long seed, int seconds)
      throws IOException, InterruptedException {
    return new HostilePeerBench(out, seed, seconds).measure();
  }

  private int measure() throws IOException, InterruptedException {
    out.printf("An enrolled peer attacks for %d s; seed %d, heap %d MB.%n", seconds, seed, HEAP_MB);
    try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-hostile");
        Pair pair = Pair.open(directory.path())) {
      Machine victim = pair.first();
      victim.stop();
      victim.startWith(options());
      KeyFiles.LocalParty attacker = enrol(pair);
      Card card = Card.parse(victim.must("card").out()).orThrow();
      attack(victim, new Attacker(attacker, card, seed), attacker);
      boolean level = comesLevel(pair);
      out.printf(
          "Alarms: %s%nThe honest peer %s all of the node's log at the end.%n",
          victim
              .get("/api/v1/alarms")
              .path("alarms")
              .valueStream()
              .map(alarm -> alarm.path("code").asString())
              .distinct()
              .toList(),
          level ? "has" : "does not have");
      out.println(figures.put("level", level ? 1 : 0).line());
    }
    return 0;
  }

  /// As the launcher starts a node.
  private static List<String> options() {
    List<String> options = new ArrayList<>(NodeOptions.asServed(HEAP_MB));
    Path cache =
        Path.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)[0])
            .resolveSibling("serve.aot");
    if (Files.isReadable(cache)) {
      options.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
    }
    return options;
  }

  private static boolean comesLevel(Pair pair) throws IOException, InterruptedException {
    return Waiting.comes(ENROL_PATIENCE_S, pair::level);
  }

  private static KeyFiles.LocalParty enrol(Pair pair) throws IOException {
    Path data = pair.directory().resolve("umber");
    try (Machine umber = new Machine("umber", data)) {
      umber.must("init", "--theatre", "range", "--party", "umber", "--name", "Umber");
      Path card = pair.cards().resolve("umber.card");
      Files.writeString(card, umber.must("card").out());
      for (Machine machine : pair.machines()) {
        machine.must("enrol", card.toString());
      }
    }
    return KeyFiles.load(DataDirectory.open(data));
  }

  private void attack(Machine victim, Attacker attacker, KeyFiles.LocalParty self)
      throws IOException, InterruptedException {
    long diskBefore = bytesUnder(victim.data());
    try (AttackLink link = new AttackLink(self.tls(), victim.peerPort(), attacker.hello());
        RawSockets raw = new RawSockets(self.tls(), victim.peerPort());
        People people = new People(victim, seed)) {
      List<Phase> phases = phases(attacker, link, raw);
      long phaseNanos = TimeUnit.SECONDS.toNanos(seconds) / (phases.size() + 1);
      run(new Phase("quiet", () -> TimeUnit.MILLISECONDS.sleep(50)), phaseNanos, people, link);
      int afterQuiet = people.count();
      for (Phase phase : phases) {
        link.reads(!phase.name.equals("never_reading"));
        run(phase, phaseNanos, people, link);
        raw.release();
        out.printf(
            Locale.ROOT,
            "  %-20s rss %d MB, disk %d MB, %d of %d entries%n",
            "",
            rssMb(victim),
            (bytesUnder(victim.data()) - diskBefore) >> 20,
            taken(victim),
            attacker.written());
      }
      link.drop();
      figures
          .put("asked", people.count())
          .put("errors", people.refused())
          .put("p50_ms", people.quantileMs(0.5, afterQuiet))
          .put("p99_ms", people.quantileMs(0.99, afterQuiet))
          .put("max_ms", people.quantileMs(1, afterQuiet))
          .put("rss_mb", rssMb(victim))
          .put("rss_bound_mb", RSS_BOUND_MB);
      // After the attack, and not among what people waited for during it.
      people.stop();
      long listed = System.nanoTime();
      int operations = victim.operations().size();
      figures
          .put("operations", operations)
          .put("list_of_operations_ms", (System.nanoTime() - listed) / 1e6)
          .put("findings", victim.findings().size())
          .put("seconds", seconds)
          .put("disk_mb", (bytesUnder(victim.data()) - diskBefore) >> 20)
          .put("disk_bound_mb", DISK_BOUND_MB)
          .put("sent_mb", link.sentBytes() >> 20)
          .put("links", link.links())
          .put("entries_written", attacker.written())
          .put("entries_taken", taken(victim));
    }
  }

  private static List<Phase> phases(Attacker attacker, AttackLink link, RawSockets raw) {
    return List.of(
        new Phase("pings", () -> link.send(Attacker.ping())),
        new Phase("wants", () -> link.send(attacker.want())),
        new Phase("proofs", () -> link.send(attacker.prove())),
        new Phase("hellos", () -> link.send(attacker.hello())),
        new Phase("receipts", () -> receipt(attacker, link)),
        new Phase("checkpoints", () -> link.send(attacker.checkpoints())),
        new Phase("garbage", () -> link.send("{\"type\":\"garbage\"}")),
        new Phase(
            "reconnects",
            () -> {
              link.send(Attacker.ping());
              link.drop();
            }),
        new Phase(
            "half_open",
            () -> {
              raw.halfOpen();
              TimeUnit.MILLISECONDS.sleep(2);
            }),
        new Phase("announced_sizes", () -> announce(raw)),
        new Phase("fragments", () -> link.sendInFragments(Attacker.ping())),
        new Phase("never_reading", () -> link.send(attacker.want())),
        new Phase("large_operations", () -> link.send(attacker.large())),
        new Phase("small_entries", () -> link.send(attacker.small(100))),
        new Phase("single_entries", () -> link.send(attacker.small(1))));
  }

  private static void receipt(Attacker attacker, AttackLink link) throws InterruptedException {
    String frame = link.checkpoint().flatMap(attacker::receipt).orElseGet(attacker::hello);
    link.send(frame);
  }

  private static void announce(RawSockets raw) throws InterruptedException {
    try {
      raw.announce(Long.MAX_VALUE);
    } catch (IOException closed) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private void run(Phase phase, long nanos, People people, AttackLink link)
      throws InterruptedException {
    long end = System.nanoTime() + nanos;
    int from = people.count();
    long sent = link.sentBytes();
    long acts = 0;
    long failed = 0;
    while (System.nanoTime() < end) {
      try {
        phase.act.once();
        acts++;
      } catch (IOException refused) {
        failed++;
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    double p99 = people.quantileMs(0.99, from);
    out.printf(
        Locale.ROOT,
        "  %-20s p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, %d times, %d not taken, %d MB%n",
        phase.name,
        people.quantileMs(0.5, from),
        people.quantileMs(0.95, from),
        p99,
        acts,
        failed,
        (link.sentBytes() - sent) >> 20);
    figures.put(phase.name + "_p99_ms", p99);
  }

  private static long taken(Machine victim) throws IOException, InterruptedException {
    return victim
        .get("/api/v1/links")
        .path("links")
        .valueStream()
        .filter(link -> link.path("party").asString().equals("umber"))
        .mapToLong(link -> link.path("our_size_of_theirs").asLong())
        .sum();
  }

  /// The most memory that the process ever had.
  private static long rssMb(Machine machine) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(machine.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        >> 10;
  }

  private static long bytesUnder(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(HostilePeerBench::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }
}
