package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.wideberth.party.Card;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;
import org.wideberth.record.ForkProof;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Checks an evidence file, with no node and no network.
@Command(
    name = "verify",
    description = "Check a bundle or a proof of a fork, and say in words what it proves.",
    footer = {
      "",
      "Needs no node and no network. DIR holds the cards of the parties, got from themselves, as",
      "*.card. Without them the fingerprints in the file are printed, the signers are unproven,",
      "and the exit code is 4.",
      "",
      "Examples:",
      "  wideberth verify evidence.json --cards cards/",
      "  wideberth verify thread.json --cards cards/ --timeline html > thread.html"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final long FILE_BYTES_MAX = 128L * 1024 * 1024;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The file to check.")
  private Path file = Path.of("");

  @Option(
      names = "--cards",
      paramLabel = "DIR",
      description = "A directory with the cards of the parties, as *.card.")
  private Optional<Path> cards = Optional.empty();

  @Option(
      names = "--attachment",
      paramLabel = "FILE",
      description = "Also say which attachment of the messages in the bundle this file is.")
  private List<Path> attachments = List.of();

  @Option(names = "--json", description = "Print the claims as JSON.")
  private boolean json;

  @Option(
      names = "--timeline",
      paramLabel = "html|json",
      description = "Print what a bundle shows in order of time, as a page or as JSON.")
  private Optional<String> timeline = Optional.empty();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new Stop(ExitCode.UNPROVEN, file + " is longer than any bundle");
    }
    byte[] bytes = Files.readAllBytes(file);
    List<Card> trusted = cards.isPresent() ? read(cards.get()) : List.of();
    boolean proven =
        ForkProof.accused(bytes) instanceof Outcome.Accepted<Origin>(var accused)
            ? fork(bytes, accused, trusted, out)
            : bundle(bytes, trusted, out);
    for (Path each : attachments) {
      proven &= AttachedFile.check(bytes, each, out);
    }
    out.flush();
    return proven ? ExitCode.OK : ExitCode.UNPROVEN;
  }

  private boolean bundle(byte[] bytes, List<Card> trusted, PrintWriter out) {
    BundleReport report = BundleVerifier.verify(bytes, trusted, BodySentences.of(bytes));
    if (timeline.isPresent()) {
      Timeline shown = Timeline.of(report);
      switch (timeline.get()) {
        case "html" -> out.print(TimelineHtml.write(shown));
        case "json" -> NodeCommand.printJson(out, TimelineJson.write(shown));
        default ->
            throw new Stop(ExitCode.USAGE, "--timeline: html or json, not " + timeline.get());
      }
      return report.holds();
    }
    if (json) {
      NodeCommand.printJson(
          out,
          JsonWriter.object(
              object ->
                  object
                      .put("holds", report.holds())
                      .put("signers_proven", report.signersProven())
                      .array(
                          "claims", report.claims(), (list, claim) -> list.object(claim::writeTo))
                      .array("problems", report.problems(), (list, problem) -> list.add(problem))));
      return report.holds();
    }
    report.words().lines().forEach(line -> out.println(Table.printable(line)));
    out.println(
        report.holds()
            ? "VERIFIED by the cards given; what is marked as somebody's own word or clock stays"
                + " that."
            : "NOT VERIFIED");
    return report.holds();
  }

  private static boolean fork(byte[] bytes, Origin accused, List<Card> trusted, PrintWriter out) {
    Optional<Card> card =
        trusted.stream().filter(each -> each.origin().equals(accused)).findFirst();
    if (card.isEmpty()) {
      out.println(
          "The file accuses %s of two histories; its card is not among those given."
              .formatted(accused));
      out.println("NOT VERIFIED: signers unproven");
      return false;
    }
    return switch (ForkProof.verify(bytes, card.get().identity().log())) {
      case Outcome.Accepted<ForkProof>(var proof) -> {
        out.println(
            "VERIFIED: %s signed two histories of its log, of %d and of %d entries."
                .formatted(accused, proof.older().size(), proof.newer().size()));
        yield true;
      }
      case Outcome.Refused<ForkProof>(var refusal) -> {
        out.println("NOT VERIFIED: " + refusal.detail());
        yield false;
      }
    };
  }

  private static List<Card> read(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(each -> each.toString().endsWith(".card")).sorted().toList();
    }
    List<Card> cards = new ArrayList<>();
    for (Path each : files) {
      switch (Card.parse(Files.readString(each))) {
        case Outcome.Accepted<Card>(var card) -> cards.add(card);
        case Outcome.Refused<Card>(var refusal) ->
            throw new Stop(ExitCode.UNPROVEN, each + " is not a card: " + refusal.detail());
      }
    }
    if (cards.isEmpty()) {
      throw new Stop(ExitCode.USAGE, directory + " holds no *.card");
    }
    return cards;
  }
}
