package org.wideberth.simulator;

import org.wideberth.simulator.crash.CrashCommand;
import org.wideberth.simulator.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands that run several nodes: `demo`, `simulate`, `crash`.
@Command(
    name = "wideberth",
    mixinStandardHelpOptions = true,
    subcommands = {DemoCommand.class, SimulateCommand.class, CrashCommand.class})
public final class Main {
  private Main() {}

  /// Exits with what the command returns.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
