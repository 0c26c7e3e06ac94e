package org.wideberth.simulator.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
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
import org.wideberth.simulator.process.StepFailed;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;
import tools.jackson.databind.JsonNode;

/// Some rounds on two new nodes, and everything looked at afterwards: histories stay short, and a
/// start with them. What happens depends on the seed and its own number only. Owned by one thread.
final class Block implements Callable<Tally> {
  private static final int CONVERGE_MAX_S = 300;
  private static final int BUNDLES = 3;

  private final int from;
  private final int to;
  private final long seed;
  private final boolean diskFaults;
  private final PrintWriter out;
  private final Tally tally = new Tally();
  private final Map<String, String> receipts = new HashMap<>();

  /// @param from how many rounds are before it
  /// @param to the number of its last round
  /// @param out for a line each round; shared with others
  Block(int from, int to, long seed, boolean diskFaults, PrintWriter out) {
    this.from = from;
    this.to = to;
    this.seed = seed;
    this.diskFaults = diskFaults;
    this.out = out;
  }

  @Override
  public Tally call() throws InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-crash");
        Pair pair = Pair.open(directory.path())) {
      play(pair);
    } catch (IOException | StepFailed ended) {
      // A node that does not come back has lost everything; the other rounds go on.
      tally.lost("rounds %d to %d ended early: %s".formatted(from + 1, to, ended.getMessage()));
    }
    return tally;
  }

  private void play(Pair pair) throws IOException, InterruptedException {
    Random random = new Random(seed + 7L * from);
    DiskFaults faults = new DiskFaults(random, tally);
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
    int findings = converge(pair);
    check(pair.first(), pair.second(), first);
    check(pair.second(), pair.first(), second);
    checkReceipts(pair);
    tally.looked(
        first.acknowledged().size() + second.acknowledged().size(),
        receipts.size(),
        findings,
        bundles(pair, first) + bundles(pair, second));
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
            tally.lost("receipt of " + key + " since " + since + " is now " + now.get(key));
          }
        });
  }

  private int converge(Pair pair) throws IOException, InterruptedException {
    if (!Waiting.comes(
        CONVERGE_MAX_S,
        () -> pair.level() && findings(pair.first()).equals(findings(pair.second())))) {
      tally.lost("the nodes do not come to the same findings");
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
      tally.lost(author.party() + " refused: " + load.refused().peek());
    }
    for (Machine machine : List.of(author, peer)) {
      Map<String, Integer> held = revisions(machine);
      load.acknowledged()
          .forEach(
              (operation, revision) -> {
                if (held.getOrDefault(operation, 0) < revision) {
                  tally.lost(
                      "%s has %s at %s, acknowledged was %d"
                          .formatted(machine.party(), operation, held.get(operation), revision));
                }
              });
    }
  }

  private static Map<String, Integer> revisions(Machine machine)
      throws IOException, InterruptedException {
    Map<String, Integer> revisions = new HashMap<>();
    for (JsonNode feature : machine.operations()) {
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
        tally.lost("bundle of " + operation + ": " + said.out() + said.err());
      }
    }
    return verified;
  }
}
