package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.node.identity.RecoveryKey;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.PeerAddress;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes a party's node: keys, card, data directory.
@Command(
    name = "init",
    description = "Make this party's node: its keys, its card, its data directory.",
    footer = {
      "",
      "Prints the recovery key once, in two halves: two people write one down each and keep it"
          + " away",
      "from this machine. With both, and only with both, the party can replace its keys.",
      "",
      "Example:",
      "  wideberth init --theatre lower-valley --party amber --name \"Amber Force\" \\",
      "      --address wss://amber.example:7443"
    })
final class InitCommand implements Callable<Integer> {
  private static final int FIRST_EPOCH = 1;

  @Mixin private final DataOption data = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--theatre",
      paramLabel = "ID",
      required = true,
      description = "The theatre: a to z, 0 to 9 and -, at most 32.")
  private String theatre = "";

  @Option(
      names = "--party",
      paramLabel = "ID",
      required = true,
      description = "This party, written the same way.")
  private String party = "";

  @Option(
      names = "--name",
      required = true,
      description = "The name that others see, at most 64 characters.")
  private String name = "";

  @Option(
      names = "--address",
      paramLabel = "wss://HOST:PORT",
      description = "Where peers reach this node; may be repeated, or left out if they cannot.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--exercise",
      description =
          "Nothing in it is real: the theatre's name gets -exercise at its end, and every board and"
              + " every command says so.")
  private boolean exercise;

  @Option(
      names = "--one-person",
      description = "Print the recovery key whole: for a party of one person.")
  private boolean onePerson;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Origin origin =
        new Origin(
            usable("--theatre", theatre()), usable("--party", PartyId.parse(party)), FIRST_EPOCH);
    DisplayName shown = usable("--name", DisplayName.parse(name));
    List<PeerAddress> reached =
        addresses.stream().map(text -> usable("--address", PeerAddress.parse(text))).toList();
    Path directory =
        data.directoryFor(party + (origin.theatre().isExercise() ? TheatreId.EXERCISE : ""));
    Exercise.banner(out, origin.theatre());
    KeyFiles.Made made =
        KeyFiles.make(
            DataDirectory.make(directory),
            origin,
            shown,
            reached,
            new SecureRandom(),
            Clock.systemUTC().instant());
    out.println("Made " + origin + " in " + directory);
    out.println();
    recovery(made.recovery(), out);
    out.println();
    out.println("Fingerprint, to be compared by voice:");
    out.println("  " + made.party().card().fingerprint());
    out.println();
    out.println("Next: wideberth card > " + party + ".card, hand it over, then wideberth serve");
    return ExitCode.OK;
  }

  private void recovery(RecoveryKey key, PrintWriter out) {
    if (onePerson) {
      out.println("Recovery key, shown this once: write it down, keep it away from this machine.");
      out.println("  " + key.text());
      return;
    }
    out.println(
        "Recovery key, shown this once, in two halves for two people: each writes one down");
    out.println("and keeps it away from this machine and from the other.");
    key.halves(new SecureRandom()).forEach(half -> out.println("  " + half));
  }

  /// An exercise is one that was asked for, and then it is named so.
  private Outcome<TheatreId> theatre() {
    boolean named = theatre.endsWith(TheatreId.EXERCISE);
    if (named && !exercise) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "only an exercise is named so; add --exercise, or choose another name");
    }
    return TheatreId.parse(named || !exercise ? theatre : theatre + TheatreId.EXERCISE);
  }

  private static <T> T usable(String option, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T>(var value) -> value;
      case Outcome.Refused<T>(var refusal) ->
          throw new Stop(ExitCode.USAGE, option + ": " + refusal.detail());
    };
  }
}
