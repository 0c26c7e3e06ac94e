package org.wideberth.simulator;

import org.wideberth.node.cli.Version;
import org.wideberth.simulator.crash.CrashCommand;
import org.wideberth.simulator.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/// The commands that run several nodes: `demo`, `simulate`, `crash`.
@Command(
    name = "wideberth",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    subcommands = {DemoCommand.class, SimulateCommand.class, CrashCommand.class})
public final class Main {
  private Main() {}

  /// Exits with what the command returns.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
