package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command that asks the node.
abstract class NodeCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /// @throws IOException when a file cannot be read or written
  abstract void run(NodeClient node, PrintWriter out) throws IOException;

  @Override
  public final Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (NodeClient node = data.connect()) {
      Exercise.banner(bannerTo(out, spec.commandLine().getErr()), node);
      run(node, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  /// Beside what a program may read.
  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /// Where people are told that it is an exercise: beside what a program may read.
  PrintWriter bannerTo(PrintWriter out, PrintWriter err) {
    return err;
  }

  /// For a path segment or a query parameter.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// `-` is standard input.
  static byte[] read(Path file) throws IOException {
    return file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
  }

  /// Prints JSON as it came, with a line end.
  static void printJson(PrintWriter out, byte[] json) {
    out.println(new String(json, StandardCharsets.UTF_8));
  }
}
