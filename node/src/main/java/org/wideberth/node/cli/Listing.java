package org.wideberth.node.cli;

import java.io.PrintWriter;
import org.wideberth.node.api.Method;
import picocli.CommandLine.Option;

/// A command that lists: as tables, or with `--json` as the API has it.
abstract class Listing extends NodeCommand {
  @Option(names = "--json", description = "Print the API's JSON instead of tables.")
  private boolean json;

  /// The path that is asked for.
  abstract String path();

  /// Prints what came for a person.
  abstract void print(JsonTree answer, PrintWriter out);

  /// The same for a list that asks for more.
  void print(JsonTree answer, NodeClient node, PrintWriter out) {
    print(answer, out);
  }

  @Override
  PrintWriter bannerTo(PrintWriter out, PrintWriter err) {
    return json ? err : out;
  }

  @Override
  final void run(NodeClient node, PrintWriter out) {
    byte[] body = node.ask(Method.GET, path(), new byte[0]).orStop();
    if (json) {
      printJson(out, body);
    } else {
      print(JsonTree.parse(body), node, out);
    }
  }
}
