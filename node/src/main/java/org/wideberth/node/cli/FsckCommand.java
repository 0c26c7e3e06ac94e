package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wideberth.node.Node;
import org.wideberth.node.engine.AttachmentCheck;
import org.wideberth.node.engine.Fsck;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.node.journal.Backup;
import org.wideberth.node.journal.JournalInspection;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.journal.SqliteJournal;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Looks for damage in a node's data.
@Command(
    name = "fsck",
    description = "Derive every log again, and say what is damaged and who has it whole.",
    footer = {
      "",
      "The node must be stopped; nothing is changed. With --salvage all that is whole goes into a",
      "new directory: a node started on it fetches the rest from its peers.",
      "",
      "Example:",
      "  wideberth fsck --salvage ~/.wideberth/amber-salvaged"
    })
final class FsckCommand implements Callable<Integer> {
  /// Records in one append of a salvaged journal: some megabytes.
  private static final int BATCH = 1_000;

  @Mixin private final DataOption data = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--salvage",
      paramLabel = "NEWDIR",
      description = "Also make this directory, of all that is whole.")
  private Optional<Path> salvage = Optional.empty();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = data.existing();
    if (salvage.isPresent() && Files.exists(salvage.get())) {
      throw new Stop(ExitCode.USAGE, salvage.get() + " is there already; name a new directory");
    }
    KeyFiles.LocalParty party = KeyFiles.load(DataDirectory.open(directory));
    Fsck.Report report;
    try (JournalInspection journal = JournalInspection.open(directory)) {
      report = Fsck.check(party.card(), party.keys(), Node.past(party), journal);
    }
    List<Fsck.Damage> damages = new ArrayList<>(report.damages());
    damages.addAll(AttachmentCheck.check(report, party.card().origin(), directory));
    long marked = Node.signedOnThisMachine(party);
    long whole = report.ownSize();
    if (marked > whole) {
      damages.add(
          new Fsck.Damage(
              "the own log",
              "this machine has signed %,d entries, and %,d are whole here"
                  .formatted(marked, whole),
              "from the peers, by itself once the node is started"));
    }
    if (json) {
      printJson(out, report, damages);
    } else {
      print(out, report, damages);
    }
    if (salvage.isPresent()) {
      salvage(directory, salvage.get(), report);
      Path made = salvage.get();
      out.println("Salvaged to %s. Next: wideberth serve --data %s".formatted(made, made));
    }
    out.flush();
    return damages.isEmpty() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private static void print(PrintWriter out, Fsck.Report report, List<Fsck.Damage> damages) {
    out.println("%,d records".formatted(report.records()));
    report.logs().forEach(out::println);
    for (Fsck.Damage damage : damages) {
      out.println(
          Table.printable(
              "DAMAGED %s: %s; %s".formatted(damage.where(), damage.what(), damage.refetch())));
    }
    out.println(damages.isEmpty() ? "Whole." : "%,d damages.".formatted(damages.size()));
  }

  private static void printJson(PrintWriter out, Fsck.Report report, List<Fsck.Damage> damages) {
    NodeCommand.printJson(
        out,
        JsonWriter.object(
            object ->
                object
                    .put("records", report.records())
                    .array("logs", report.logs(), JsonWriter.Elements::add)
                    .array(
                        "damages",
                        damages,
                        (list, damage) ->
                            list.object(
                                o ->
                                    o.put("where", damage.where())
                                        .put("what", damage.what())
                                        .put("refetch", damage.refetch())))));
  }

  private static void salvage(Path from, Path to, Fsck.Report report) throws IOException {
    DataDirectory.make(to);
    Backup.copyOthers(from, to);
    try (SqliteJournal journal = SqliteJournal.open(to)) {
      for (int first = 0; first < report.bodies().size(); first += BATCH) {
        int end = Math.min(report.bodies().size(), first + BATCH);
        journal.append(List.of(), report.bodies().subList(first, end));
      }
      List<JournalRecord> records = report.whole();
      for (int first = 0; first < records.size(); first += BATCH) {
        journal.append(records.subList(first, Math.min(records.size(), first + BATCH)), List.of());
      }
    }
  }
}
