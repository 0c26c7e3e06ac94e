package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.wideberth.node.journal.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Copies a node's data while it runs.
@Command(
    name = "backup",
    description = "Copy the node's data to a new directory, also while the node runs.",
    footer = {
      "",
      "The copy holds the keys: keep it as safe as the node. Never start a node on a copy while",
      "the original goes on: two histories signed with one key are proof against the party.",
      "",
      "Example:",
      "  wideberth backup /media/stick/amber-2026-11-22"
    })
final class BackupCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The directory to make; it must not exist.")
  private Path target = Path.of("");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Backup.Made made = Backup.make(data.existing(), target);
    out.println(
        "%s: %,d records and %,d bodies of the journal, and %s"
            .formatted(
                target, made.records(), made.bodies(), String.join(", ", made.otherFiles())));
    out.flush();
    return ExitCode.OK;
  }
}
