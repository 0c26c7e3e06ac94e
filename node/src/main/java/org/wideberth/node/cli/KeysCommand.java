package org.wideberth.node.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wideberth.node.Node;
import org.wideberth.node.api.NodeState;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.node.identity.RecoveryKey;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.party.Card;
import org.wideberth.party.Succession.Reason;
import org.wideberth.record.Limits;
import org.wideberth.record.MerkleTree;
import org.wideberth.refusal.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands by which a party replaces its keys.
@Command(
    name = "keys",
    description = "Replace this party's keys, with its recovery key.",
    subcommands = {
      KeysCommand.Show.class,
      KeysCommand.Rotate.class,
      KeysCommand.Compromise.class,
      KeysCommand.NewEpoch.class,
      KeysCommand.Recover.class
    },
    footer = {
      "",
      "Each takes --rehearse first: it tries everything on a copy and changes nothing.",
      "docs/admin-guide.md leads through each of them.",
      "",
      "Example:",
      "  wideberth keys rotate --recovery-key-file /media/one/half \\",
      "      --recovery-key-file /media/other/half --rehearse"
    })
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say show, rotate, compromise, new-epoch or recover");
  }

  /// Where the recovery key comes from: never the command line, which others can see in `ps`.
  static final class Recovery {
    @Option(
        names = "--recovery-key-file",
        paramLabel = "FILE",
        description =
            "A file with the recovery key or one half of it, readable by you only; twice for the"
                + " two halves. Without it, they are asked for.")
    private List<Path> files = new ArrayList<>();

    byte[] seed() throws IOException {
      List<String> written = new ArrayList<>();
      for (Path file : files) {
        OwnerOnly.requirePrivate(file);
        written.add(Files.readString(file).strip());
      }
      if (files.isEmpty()) {
        Console console =
            Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(
                    () ->
                        new Stop(
                            ExitCode.USAGE, "there is no terminal: use --recovery-key-file FILE"));
        written.add(new String(console.readPassword("Recovery key, or one half of it: ")));
        if (RecoveryKey.isHalf(written.getFirst())) {
          written.add(new String(console.readPassword("The other half, typed by its owner: ")));
        }
      }
      return switch (RecoveryKey.seedOf(written)) {
        case Outcome.Accepted<byte[]>(var seed) -> seed;
        case Outcome.Refused<byte[]>(var refusal) ->
            throw new Stop(ExitCode.USAGE, refusal.detail());
      };
    }
  }

  @Command(
      name = "show",
      description = "Print the file with the newest keys, for peers that have missed them.",
      footer = {
        "",
        "Peers take it with: wideberth enrol FILE",
        "",
        "Example:",
        "  wideberth keys show > amber.new-keys"
      })
  static final class Show implements Callable<Integer> {
    @Mixin private final DataOption data = new DataOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      out.print(
          KeyFiles.newKeys(DataDirectory.open(data.existing()))
              .orElseThrow(
                  () ->
                      new Stop(
                          ExitCode.REFUSED,
                          "this party has its first keys; peers need its card: wideberth card")));
      out.flush();
      return ExitCode.OK;
    }
  }

  /// What ends an epoch of a node that is there.
  abstract static class Ending implements Callable<Integer> {
    @Mixin private final DataOption data = new DataOption();

    @Mixin private final Recovery recovery = new Recovery();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rehearse", description = "Try it on a copy, and change nothing.")
    private boolean rehearse;

    @Option(
        names = "--tls",
        description =
            "Replace the TLS key too. Peers cannot link then before they have the file of keys"
                + " show.")
    private boolean tls;

    abstract Reason reason();

    /// How many entries the party stands by, of those that there are.
    abstract long lastGood(long size);

    @Override
    public final Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      byte[] seed = recovery.seed();
      if (rehearse) {
        try (Rehearsal copy = Rehearsal.of(data.existing())) {
          end(copy.data(), seed, out);
        }
        out.println("This was a rehearsal on a copy: nothing was changed.");
      } else {
        end(data.existing(), seed, out);
        out.println("Next: wideberth serve. Peers that are linked learn of it by themselves; for");
        out.println("others: wideberth keys show > FILE, and there: wideberth enrol FILE");
      }
      out.flush();
      return ExitCode.OK;
    }

    private void end(Path directory, byte[] seed, PrintWriter out) throws IOException {
      DataDirectory opened = DataDirectory.open(directory);
      KeyFiles.LocalParty old = KeyFiles.load(opened);
      KeyFiles.Ending ending;
      try (Node node = Node.open(directory)) {
        ending = NodeState.ending(node.core(), reason(), this::lastGood, tls);
      }
      KeyFiles.LocalParty next =
          KeyFiles.succeed(
              opened, old, seed, ending, new SecureRandom(), Clock.systemUTC().instant());
      Node.begins(next.card());
      out.println(
          "%s ends with %,d entries that the party stands by (%s)."
              .formatted(old.origin(), ending.size(), ending.reason().word()));
      out.println("%s begins. New fingerprint, to be compared by voice:".formatted(next.origin()));
      out.println("  " + next.card().fingerprint());
      try (Node node = Node.open(directory)) {
        NodeState.lines(node.core()).forEach(out::println);
      }
    }
  }

  @Command(
      name = "rotate",
      description = "Replace the keys in time, before anything has happened.",
      footer = {"", "Example:", "  wideberth keys rotate --recovery-key-file FILE --rehearse"})
  static final class Rotate extends Ending {
    @Override
    Reason reason() {
      return Reason.ROTATION;
    }

    @Override
    long lastGood(long size) {
      return size;
    }
  }

  @Command(
      name = "compromise",
      description = "Replace keys that somebody else may have, and say up to where to trust them.",
      footer = {
        "",
        "Entries from there on still count at every party, and are flagged.",
        "",
        "Example:",
        "  wideberth keys compromise --last-good 412 --tls --recovery-key-file FILE"
      })
  static final class Compromise extends Ending {
    @Option(
        names = "--last-good",
        paramLabel = "N",
        required = true,
        description = "How many of the log's entries are certainly this party's own.")
    private long lastGood;

    @Override
    Reason reason() {
      return Reason.COMPROMISE;
    }

    @Override
    long lastGood(long size) {
      if (lastGood < 0 || lastGood > size) {
        throw new Stop(ExitCode.USAGE, "--last-good: the log has %,d entries here".formatted(size));
      }
      return lastGood;
    }
  }

  @Command(
      name = "new-epoch",
      description = "Begin a new epoch after two histories were signed with this party's key.",
      footer = {
        "",
        "What both histories say keeps counting until it is over; nothing is erased.",
        "",
        "Example:",
        "  wideberth keys new-epoch --recovery-key-file FILE"
      })
  static final class NewEpoch extends Ending {
    @Override
    Reason reason() {
      return Reason.FORK;
    }

    @Override
    long lastGood(long size) {
      return size;
    }
  }

  @Command(
      name = "recover",
      description = "Make a node again for a party whose node and backups are lost.",
      footer = {
        "",
        "Needs the party's last card (any peer has it) and the recovery key. What the party has",
        "said comes back from its peers; what nobody else was to read is lost. Peers cannot link",
        "before they have the file of keys show, for the TLS key is new.",
        "",
        "Example:",
        "  wideberth keys recover --from-card amber.card --recovery-key-file FILE --data DIR"
      })
  static final class Recover implements Callable<Integer> {
    @Mixin private final DataOption data = new DataOption();

    @Mixin private final Recovery recovery = new Recovery();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--from-card",
        paramLabel = "CARD",
        required = true,
        description = "The party's last card.")
    private Path card = Path.of("");

    @Option(names = "--rehearse", description = "Try it elsewhere, and keep nothing.")
    private boolean rehearse;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      Card old =
          switch (Card.parse(Files.readString(card))) {
            case Outcome.Accepted<Card>(var read) -> read;
            case Outcome.Refused<Card>(var refusal) ->
                throw new Stop(ExitCode.USAGE, card + ": " + refusal.detail());
          };
      byte[] seed = recovery.seed();
      if (rehearse) {
        try (Rehearsal nowhere = Rehearsal.empty()) {
          recover(nowhere.data(), old, seed, out);
        }
        out.println("This was a rehearsal: nothing was kept.");
      } else {
        Path target = data.directoryFor(old.party().text());
        recover(target, old, seed, out);
        out.println("Next: enrol the peers' cards, then wideberth serve, and give every peer the");
        out.println("file of: wideberth keys show");
      }
      out.flush();
      return ExitCode.OK;
    }

    private static void recover(Path target, Card old, byte[] seed, PrintWriter out)
        throws IOException {
      KeyFiles.Ending ending =
          new KeyFiles.Ending(
              Reason.LOSS, Limits.LOG_SIZE_MAX, MerkleTree.emptyRoot(), Optional.empty(), true);
      KeyFiles.LocalParty next =
          KeyFiles.recover(
              DataDirectory.make(target),
              old,
              seed,
              ending,
              new SecureRandom(),
              Clock.systemUTC().instant());
      out.println("%s begins in %s. New fingerprint:".formatted(next.origin(), target));
      out.println("  " + next.card().fingerprint());
    }
  }
}
