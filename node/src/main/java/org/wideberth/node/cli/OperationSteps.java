package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.wideberth.node.api.Method;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands that change one own operation.
final class OperationSteps {
  private OperationSteps() {}

  /// What all of them have.
  abstract static class Step extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "The operation, as in amber.1.17.")
    private String id = "";

    final String id() {
      return id;
    }

    final String path(String verb) {
      return "/api/v1/operations/" + encoded(id) + "/" + verb;
    }

    final void step(NodeClient node, PrintWriter out, String verb, byte[] body) {
      print(out, JsonTree.parse(AsTyped.orStop(node.ask(Method.POST, path(verb), body))));
    }

    static void print(PrintWriter out, JsonTree step) {
      out.println(
          "%s is %s, revision %s (entry %s of log %s)"
              .formatted(
                  step.text("id"),
                  step.text("state"),
                  step.text("revision"),
                  step.text("seq"),
                  step.text("origin")));
    }
  }

  @Command(
      name = "revise",
      description = "Replace the volumes, name, priority or grain of an own operation.",
      footer = {
        "",
        "FILE is GeoJSON with one operation; - is standard input. Its audience may grow but not",
        "shrink: withdraw, then declare anew.",
        "",
        "Example:",
        "  wideberth revise amber.1.17 survey.geojson"
      })
  static final class Revise extends Step {
    @Parameters(index = "1", paramLabel = "FILE", description = "GeoJSON; - is standard input.")
    private Path file = Path.of("-");

    @Option(
        names = "--as-typed",
        description = "The positions are meant as they are typed, whatever is doubted of them.")
    private boolean asTyped;

    @Mixin private BasisOptions basis = new BasisOptions();

    @Mixin private Foreseen.Options foreseen = new Foreseen.Options();

    @Override
    void run(NodeClient node, PrintWriter out) throws IOException {
      byte[] body = read(file);
      String query = "?as_typed=" + asTyped + basis.query();
      if (!foreseen.asked(node, out, path("what-if" + query), body, false)) {
        step(node, out, "revise" + query, body);
        foreseen.propose(node, out, List.of(id()));
      }
    }
  }

  @Command(
      name = "activate",
      description = "Say that an own operation has begun.",
      footer = {"", "Example:", "  wideberth activate amber.1.17"})
  static final class Activate extends Step {
    @Override
    void run(NodeClient node, PrintWriter out) {
      step(node, out, "activate", new byte[0]);
    }
  }

  @Command(
      name = "end",
      description = "Say that an own operation is over.",
      footer = {"", "Example:", "  wideberth end amber.1.17"})
  static final class End extends Step {
    @Override
    void run(NodeClient node, PrintWriter out) {
      step(node, out, "end", new byte[0]);
    }
  }

  @Command(
      name = "withdraw",
      description = "Withdraw an own operation, to everyone who could read it.",
      footer = {"", "Example:", "  wideberth withdraw amber.1.17"})
  static final class Withdraw extends Step {
    @Override
    void run(NodeClient node, PrintWriter out) {
      step(node, out, "withdraw", new byte[0]);
    }
  }

  @Command(
      name = "disclose",
      description = "Add readers to an own operation.",
      footer = {"", "Example:", "  wideberth disclose amber.1.17 --to relief"})
  static final class Disclose extends Step {
    @Option(
        names = "--to",
        paramLabel = "PARTY",
        required = true,
        split = ",",
        description = "A party, or several with commas between.")
    private List<String> to = List.of();

    @Override
    void run(NodeClient node, PrintWriter out) {
      step(
          node,
          out,
          "disclose",
          JsonWriter.object(json -> json.array("to", to, (list, party) -> list.add(party))));
    }
  }
}
