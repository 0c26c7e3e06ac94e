package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.wideberth.node.api.Method;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands that write and read the files that leave a node: courier files and bundles.
final class Evidence {
  private Evidence() {}

  @Command(
      name = "export",
      description = "Write a courier file: all that a peer may have, for a stick or a third party.",
      footer = {
        "",
        "Bodies in it are sealed to the peer's key.",
        "",
        "Example:",
        "  wideberth export --to cobalt for-cobalt.wbc"
      })
  static final class Export extends NodeCommand {
    @Option(
        names = "--to",
        paramLabel = "PARTY",
        required = true,
        description = "The peer it is for.")
    private String to = "";

    @Option(
        names = "--their-log",
        description = "With that peer's own log, for a node of it that was restored.")
    private boolean theirLog;

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("-");

    @Override
    void run(NodeClient node, PrintWriter out) throws IOException {
      byte[] bytes =
          node.ask(
                  Method.POST,
                  "/api/v1/courier/export",
                  JsonWriter.object(json -> json.put("to", to).put("their_log", theirLog)))
              .orStop();
      Files.write(file, bytes);
      out.println("%s: %,d bytes for %s".formatted(file, bytes.length, to));
    }
  }

  @Command(
      name = "import",
      description = "Take in a courier file.",
      footer = {"", "Example:", "  wideberth import from-cobalt.wbc"})
  static final class Import extends NodeCommand {
    @Parameters(paramLabel = "FILE", description = "The courier file.")
    private Path file = Path.of("-");

    @Override
    void run(NodeClient node, PrintWriter out) throws IOException {
      JsonTree taken = node.post("/api/v1/courier/import", read(file));
      out.println(
          "%s entries, %s bodies and %s receipts were new."
              .formatted(taken.text("entries"), taken.text("bodies"), taken.text("receipts")));
      taken.texts("notes").forEach(note -> out.println("not used: " + Table.printable(note)));
    }
  }

  @Command(
      name = "bundle",
      description =
          "Write one evidence file about an operation, a finding, a thread, an agreement, a party.",
      footer = {
        "",
        "It verifies offline, without anybody's help: see wideberth verify.",
        "",
        "Example:",
        "  wideberth bundle --operation amber.1.17 evidence.json",
        "  wideberth bundle --thread amber.1.9 thread.json",
        "  wideberth bundle --party cobalt desks-and-people.json"
      })
  static final class Bundle extends NodeCommand {
    @ArgGroup(multiplicity = "1")
    private About about = new About();

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("-");

    /// One of the six.
    static final class About {
      @Option(names = "--operation", paramLabel = "ID", description = "About this operation.")
      private Optional<String> operation = Optional.empty();

      @Option(
          names = "--finding",
          paramLabel = "ID",
          description =
              "About this finding, open or not, and what was said of it: 8 hex digits or more.")
      private Optional<String> finding = Optional.empty();

      @Option(
          names = {"--message", "--thread"},
          paramLabel = "ID",
          description = "About the thread that this message is of.")
      private Optional<String> message = Optional.empty();

      @Option(
          names = "--agreement",
          paramLabel = "HASH",
          description = "About this document of rules: 8 hex digits or more.")
      private Optional<String> agreement = Optional.empty();

      @Option(
          names = "--party",
          paramLabel = "PARTY",
          description =
              "About this party: who sat at its desks, who its people are, how its links did.")
      private Optional<String> party = Optional.empty();

      @Option(
          names = "--fork",
          paramLabel = "PARTY",
          description = "The proof that this party signed two histories of its log.")
      private Optional<String> fork = Optional.empty();

      String query() {
        if (Stream.of(operation, finding, message, agreement, party, fork)
                .filter(Optional::isPresent)
                .count()
            != 1) {
          throw new Stop(
              ExitCode.USAGE,
              "name one of --operation ID, --finding ID, --thread ID, --agreement HASH,"
                  + " --party PARTY and --fork PARTY");
        }
        return operation
            .map(id -> "operation=" + encoded(id))
            .or(() -> finding.map(id -> "finding=" + encoded(id)))
            .or(() -> message.map(id -> "message=" + encoded(id)))
            .or(() -> agreement.map(hash -> "agreement=" + encoded(hash)))
            .or(() -> party.map(id -> "party=" + encoded(id)))
            .or(() -> fork.map(id -> "fork=" + encoded(id)))
            .orElse("");
      }
    }

    @Override
    void run(NodeClient node, PrintWriter out) throws IOException {
      byte[] bytes = node.ask(Method.GET, "/api/v1/bundle?" + about.query(), new byte[0]).orStop();
      Files.write(file, bytes);
      out.println(
          "%s: %,d bytes; check with: wideberth verify %s --cards DIR"
              .formatted(file, bytes.length, file));
    }
  }
}
