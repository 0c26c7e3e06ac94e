package org.wideberth.simulator;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands that run several nodes: `demo`, `simulate`, `crash`.
@Command(
    name = "wideberth",
    mixinStandardHelpOptions = true,
    subcommands = {SimulateCommand.class})
public final class Main {
  private Main() {}

  /// Exits with what the command returns.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
