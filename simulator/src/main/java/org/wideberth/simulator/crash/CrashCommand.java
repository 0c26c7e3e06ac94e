package org.wideberth.simulator.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Kills real nodes under load and looks whether anything acknowledged is lost.
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = {
      "Runs two real nodes on loopback under load and kills one or the other (kill -9) at random",
      "moments, once a round. Afterwards every acknowledged operation and receipt must be there,",
      "bundles must verify, and both nodes must find the same. Exits with 1 if not.",
      "Example: wideberth crash --rounds 100"
    })
public final class CrashCommand implements Callable<Integer> {
  private static final int CONVERGE_MAX_S = 300;
  private static final int BUNDLES = 3;

  /// Before everything is looked at, and two new nodes are made.
  private static final int ROUNDS_A_PAIR = 20;

  @Option(names = "--rounds", description = "Kills (default ${DEFAULT-VALUE}).")
  private int rounds = 100;

  @Option(names = "--seed", description = "For when and whom (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--disk-faults",
      description = "Also tear, fill and damage disks of nodes that were killed.")
  private boolean diskFaults;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<String> losses = new ArrayList<>();
  private int operations;
  private int receiptsLooked;
  private int findings;
  private int bundles;
  private final Map<String, String> receipts = new HashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    long begin = System.nanoTime();
    Random random = new Random(seed);
    DiskFaults faults = new DiskFaults(random, losses);
    try {
      for (int done = 0; done < rounds; done += ROUNDS_A_PAIR) {
        try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-crash");
            Pair pair = Pair.open(directory.path())) {
          block(pair, done, Math.min(rounds, done + ROUNDS_A_PAIR), random, faults, out);
        }
      }
      losses.forEach(out::println);
      out.printf(
          "rounds=%d operations=%d receipts=%d findings=%d bundles_verified=%d %slost=%d seconds=%d%n",
          rounds,
          operations,
          receiptsLooked,
          findings,
          bundles,
          diskFaults ? faults + " " : "",
          losses.size(),
          Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    } finally {
      out.flush();
    }
    return losses.isEmpty() ? 0 : 1;
  }

  /// Some rounds on two new nodes, and everything looked at afterwards: histories stay short, and a
  /// start with them.
  private void block(Pair pair, int from, int to, Random random, DiskFaults faults, PrintWriter out)
      throws IOException, InterruptedException {
    receipts.clear();
    Load first = new Load(pair.first(), seed + 2L * from + 1);
    Load second = new Load(pair.second(), seed + 2L * from + 2);
    Thread firstThread = Thread.ofPlatform().start(first);
    Thread secondThread = Thread.ofPlatform().start(second);
    for (int round = from + 1; round <= to; round++) {
      TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(500));
      Machine victim = random.nextBoolean() ? pair.first() : pair.second();
      if (round % 10 == 0) {
        noteReceipts(pair.first());
        noteReceipts(pair.second());
      }
      victim.kill();
      if (diskFaults) {
        faults.strike(victim);
      }
      long killed = System.nanoTime();
      victim.start();
      out.printf(
          "round %d: killed %s, back after %d ms; acknowledged so far: %d and %d%n",
          round,
          victim.party(),
          Duration.ofNanos(System.nanoTime() - killed).toMillis(),
          first.acknowledged().size(),
          second.acknowledged().size());
      out.flush();
    }
    first.stop();
    second.stop();
    firstThread.join();
    secondThread.join();
    findings += converge(pair);
    check(pair.first(), pair.second(), first);
    check(pair.second(), pair.first(), second);
    checkReceipts(pair);
    bundles += bundles(pair, first) + bundles(pair, second);
    operations += first.acknowledged().size() + second.acknowledged().size();
    receiptsLooked += receipts.size();
  }

  /// Remembers which receipts a node shows, to look for each again at the end.
  private void noteReceipts(Machine machine) throws IOException, InterruptedException {
    forEachReceipt(machine, receipts::putIfAbsent);
  }

  private interface ReceiptConsumer {
    void accept(String key, String since);
  }

  private static void forEachReceipt(Machine machine, ReceiptConsumer consumer)
      throws IOException, InterruptedException {
    for (JsonNode entry : machine.get("/api/v1/receipts").path("entries")) {
      for (JsonNode holder : entry.path("holders")) {
        if (holder.path("status").asString().equals("delivered")) {
          consumer.accept(
              machine.party() + " entry " + entry.path("seq").asLong(),
              holder.path("since").asString());
        }
      }
    }
  }

  private void checkReceipts(Pair pair) throws IOException, InterruptedException {
    Map<String, String> now = new HashMap<>();
    forEachReceipt(pair.first(), now::put);
    forEachReceipt(pair.second(), now::put);
    receipts.forEach(
        (key, since) -> {
          if (!since.equals(now.get(key))) {
            losses.add("receipt of " + key + " since " + since + " is now " + now.get(key));
          }
        });
  }

  private int converge(Pair pair) throws IOException, InterruptedException {
    if (!Waiting.comes(
        CONVERGE_MAX_S,
        () -> pair.level() && findings(pair.first()).equals(findings(pair.second())))) {
      losses.add("the nodes do not come to the same findings");
    }
    return findings(pair.first()).size();
  }

  private static Set<String> findings(Machine machine) throws IOException, InterruptedException {
    Set<String> ids = new TreeSet<>();
    for (JsonNode finding : machine.findings()) {
      ids.add(finding.path("id").asString() + " " + finding.path("verdict").asString());
    }
    return ids;
  }

  private void check(Machine author, Machine peer, Load load)
      throws IOException, InterruptedException {
    if (!load.refused().isEmpty()) {
      losses.add(author.party() + " refused: " + load.refused().peek());
    }
    for (Machine machine : List.of(author, peer)) {
      Map<String, Integer> held = revisions(machine);
      load.acknowledged()
          .forEach(
              (operation, revision) -> {
                if (held.getOrDefault(operation, 0) < revision) {
                  losses.add(
                      "%s has %s at %s, acknowledged was %d"
                          .formatted(machine.party(), operation, held.get(operation), revision));
                }
              });
    }
  }

  private static Map<String, Integer> revisions(Machine machine)
      throws IOException, InterruptedException {
    Map<String, Integer> revisions = new HashMap<>();
    for (JsonNode feature : machine.get("/api/v1/operations").path("features")) {
      JsonNode properties = feature.path("properties");
      revisions.put(properties.path("id").asString(), properties.path("revision").asInt());
    }
    return revisions;
  }

  private int bundles(Pair pair, Load load) {
    Machine author =
        load.acknowledged().keySet().stream()
                .anyMatch(id -> id.startsWith(pair.first().party() + "."))
            ? pair.first()
            : pair.second();
    int verified = 0;
    for (String operation : load.acknowledged().keySet().stream().limit(BUNDLES).toList()) {
      Path file = pair.directory().resolve(operation + ".bundle");
      Machine.Said made = author.command("bundle", "--operation", operation, file.toString());
      Machine.Said said =
          made.exitCode() == 0
              ? Machine.run("verify", file.toString(), "--cards", pair.cards().toString())
              : made;
      if (said.exitCode() == 0) {
        verified++;
      } else {
        losses.add("bundle of " + operation + ": " + said.out() + said.err());
      }
    }
    return verified;
  }
}
