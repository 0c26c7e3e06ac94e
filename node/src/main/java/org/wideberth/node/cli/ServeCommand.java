package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.wideberth.channel.TestTimes;
import org.wideberth.node.Node;
import org.wideberth.node.engine.PeerBudget;
import org.wideberth.node.journal.JournalInUse;
import org.wideberth.party.Card;
import org.wideberth.party.PeerAddress;
import org.wideberth.refusal.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the node.
@Command(
    name = "serve",
    description = "Run this party's node until it is stopped (Ctrl-C, or SIGTERM).",
    footer = {
      "",
      "On a loopback address the API and the board speak plain HTTP. On any other address they",
      "speak TLS 1.3 with the node's own certificate, which no browser knows: compare its",
      "SHA-256, or put a proxy that the party trusts on the same machine in front.",
      "",
      "Example:",
      "  wideberth serve --listen 127.0.0.1:8440 --peer-listen 0.0.0.0:7443"
    })
final class ServeCommand implements Callable<Integer> {
  private static final long MIB = 1024 * 1024;
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[?::1]?");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Mixin private final DataOption data = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8440",
      description = "For this party's people and systems. Default: ${DEFAULT-VALUE}.")
  private String listen = "127.0.0.1:8440";

  @Option(
      names = "--peer-listen",
      paramLabel = "HOST:PORT",
      description =
          "For peers. Default: the port of the first address on the card, on every address of this"
              + " machine (on loopback if it names loopback); without one, peers cannot dial this"
              + " node, and it dials them.")
  private Optional<String> peerListen = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "HOST",
      description =
          "The name under which this party's browsers reach the node: passkeys are bound to it, and"
              + " the node shows a certificate for it (site.pem in the data directory). Not for a"
              + " loopback address, which is localhost.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--test-times",
      paramLabel = "HH:MM,...",
      description =
          "When people test the channel, in UTC, as agreed with the others; or none. Default:"
              + " ${DEFAULT-VALUE}.")
  private String testTimes = TestTimes.USUAL.text();

  @Option(
      names = "--peer-day",
      paramLabel = "MIB",
      description =
          "What the log of one other party may grow here in a day, in MiB, an operation counted as"
              + " its bytes and 4 KiB of memory; what is beyond that comes the next day. Default:"
              + " ${DEFAULT-VALUE}, enough for 100,000 operations declared in bulk.")
  private int peerDayMib = (int) (PeerBudget.LOG_PER_DAY / MIB);

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    InetSocketAddress address = address(listen);
    if (name.isPresent() && address.getAddress().isLoopbackAddress()) {
      throw new Stop(
          ExitCode.USAGE, "--name: on a loopback address passkeys are bound to localhost");
    }
    if (peerDayMib < 1) {
      throw new Stop(ExitCode.USAGE, "--peer-day: at least 1 is expected");
    }
    TestTimes times = times(testTimes);
    try (Node node = open(times)) {
      node.peersMayAdd(peerDayMib * MIB);
      Thread stop = new Thread(() -> close(node), "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      if (name.isPresent()) {
        node.serve(address, peerAddress(node.card()), name.get());
      } else {
        node.serve(address, peerAddress(node.card()));
      }
      Exercise.banner(out, node.card().origin().theatre());
      out.println(node.card().origin() + " runs.");
      out.println("Board: " + node.api().address());
      out.println("Peers: port " + node.peerPort());
      out.flush();
      IOException failed = node.failure().get();
      throw new Stop(ExitCode.UNAVAILABLE, "the node stopped: " + failed.getMessage());
    } catch (JournalInUse running) {
      throw new Stop(ExitCode.UNAVAILABLE, String.valueOf(running.getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private InetSocketAddress peerAddress(Card card) {
    if (peerListen.isPresent()) {
      return address(peerListen.get());
    }
    if (card.addresses().isEmpty()) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
    PeerAddress first = card.addresses().getFirst();
    return LOOPBACK.matcher(first.host()).matches()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), first.port())
        : new InetSocketAddress(first.port());
  }

  /// Opens the node; a short command that has the data directory for a moment is waited for.
  private static TestTimes times(String text) {
    return switch (TestTimes.parse(text)) {
      case Outcome.Accepted<TestTimes>(var times) -> times;
      case Outcome.Refused<TestTimes>(var refusal) ->
          throw new Stop(ExitCode.USAGE, "--test-times: " + refusal.detail());
    };
  }

  private Node open(TestTimes times) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return Node.open(data.existing(), times);
      } catch (JournalInUse other) {
        if (System.nanoTime() > end) {
          throw other;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      if (colon > 0) {
        String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
        int port = Integer.parseInt(text.substring(colon + 1));
        return new InetSocketAddress(InetAddress.getByName(host), port);
      }
    } catch (UnknownHostException unknown) {
      throw new Stop(ExitCode.USAGE, "the host of " + text + " is not known");
    } catch (IllegalArgumentException number) {
      throw new Stop(ExitCode.USAGE, text + " has no port from 0 to 65535");
    }
    throw new Stop(ExitCode.USAGE, text + " is not HOST:PORT");
  }
}
