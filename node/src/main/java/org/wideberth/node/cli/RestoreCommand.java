package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.wideberth.node.Node;
import org.wideberth.node.api.NodeState;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.node.journal.Backup;
import org.wideberth.party.PartyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a data directory from a backup, and says what the node will do when it starts on it.
@Command(
    name = "restore",
    description = "Make the node's data directory from a backup.",
    footer = {
      "",
      "The node fetches back from its peers what it had signed after the backup was made, and",
      "writes nothing before. Where no peer can be reached and it is certain that no later copy",
      "was ever at work, an administrator lets it go on with: wideberth resume --help",
      "",
      "Example:",
      "  wideberth restore /media/stick/amber-2026-11-22 --data ~/.wideberth/amber --rehearse"
    })
final class RestoreCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BACKUP", description = "The directory that backup made.")
  private Path backup = Path.of("");

  @Option(
      names = "--rehearse",
      description = "Read the backup, say what would happen, and change nothing.")
  private boolean rehearse;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.isDirectory(backup)) {
      throw new Stop(ExitCode.USAGE, backup + " is not a directory; name what backup made");
    }
    PartyId party = KeyFiles.load(DataDirectory.open(backup)).card().party();
    Path target = data.directoryFor(party.text());
    if (Files.exists(target)) {
      throw new Stop(
          ExitCode.USAGE,
          target
              + " is there already, and nothing is overwritten: move it away (keep it: it may be"
              + " newer than the backup), or name another with --data DIR");
    }
    if (rehearse) {
      try (Rehearsal nowhere = Rehearsal.empty()) {
        copy(nowhere.data(), out);
      }
      out.println("This was a rehearsal: nothing was made or changed.");
    } else {
      copy(target, out);
      out.println("Next: wideberth serve --data " + target);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void copy(Path target, PrintWriter out) throws IOException {
    Backup.Made made = Backup.make(backup, target);
    out.println(
        "%,d records and %,d bodies, and %s"
            .formatted(made.records(), made.bodies(), String.join(", ", made.otherFiles())));
    try (Node node = Node.open(target)) {
      NodeState.lines(node.core()).forEach(out::println);
    }
  }
}
