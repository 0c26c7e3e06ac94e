package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `wideberth`.
@Command(
    name = "wideberth",
    description = {
      "Keeps apart people who share a space and do not trust each other.",
      "",
      "Parties declare where and when they will act; each one's node tells it where two",
      "operations come closer than was agreed, by what was disclosed to it."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InitCommand.class,
      CardCommand.class,
      People.Enrol.class,
      People.Invite.class,
      RosterCommand.class,
      ServeCommand.class,
      RulesCommand.class,
      DeclareCommand.class,
      OperationSteps.Revise.class,
      OperationSteps.Activate.class,
      OperationSteps.End.class,
      OperationSteps.Withdraw.class,
      OperationSteps.Disclose.class,
      ChannelCommands.Send.class,
      ChannelCommands.Messages.class,
      ChannelCommands.Read.class,
      ChannelCommands.Acknowledge.class,
      ChannelCommands.Acted.class,
      ChannelCommands.LogTalk.class,
      ChannelCommands.Confirm.class,
      ChannelCommands.Dispute.class,
      ReadBackCommand.class,
      AttachmentCommand.class,
      WatchCommand.class,
      ChannelTestCommands.Send.class,
      ChannelTestCommands.Show.class,
      SettlementCommands.Take.class,
      SettlementCommands.Offer.class,
      SettlementCommands.Agree.class,
      SettlementCommands.Decline.class,
      SettlementCommands.WithdrawOffer.class,
      CrossingCommand.class,
      BasisCommand.class,
      Listings.Operations.class,
      Listings.Findings.class,
      WindowsCommand.class,
      ArticleListing.class,
      Listings.Receipts.class,
      Listings.Links.class,
      Listings.Alarms.class,
      Evidence.Export.class,
      Evidence.Import.class,
      Evidence.Bundle.class,
      VerifyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      FsckCommand.class,
      ResumeCommand.class,
      KeysCommand.class,
      LeaveCommand.class,
      EraseCommand.class
    },
    footer = {"", "Example:", "  wideberth declare --help"})
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  /// Runs one command.
  ///
  /// @return the exit code, as `--help` explains it
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  static CommandLine commandLine() {
    CommandLine top = new CommandLine(new Main());
    top.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, command.getErr()));
    describe(top);
    return top;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /// Gives every command `--help`, `--version` and the meaning of exit codes.
  private static void describe(CommandLine command) {
    CommandSpec about = command.getCommandSpec();
    about.mixinStandardHelpOptions(true).versionProvider(new Version());
    about.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.words());
    about.usageMessage().width(100);
    command.getSubcommands().values().forEach(Main::describe);
  }

  private static int failed(Exception failure, PrintWriter err) {
    return switch (failure) {
      case Stop stop -> {
        err.println("wideberth: " + stop.sentence());
        yield stop.exitCode();
      }
      case NoSuchFileException missing -> {
        err.println("wideberth: there is no file " + missing.getMessage());
        yield ExitCode.USAGE;
      }
      case IOException file -> {
        err.println("wideberth: " + file.getMessage());
        yield ExitCode.USAGE;
      }
      case UncheckedIOException file -> {
        err.println("wideberth: " + file.getMessage());
        yield ExitCode.USAGE;
      }
      case JsonTree.Unexpected answer -> {
        err.println("wideberth: the node's answer is not understood: " + answer.getMessage());
        yield ExitCode.UNAVAILABLE;
      }
      default -> {
        failure.printStackTrace(err);
        yield ExitCode.UNAVAILABLE;
      }
    };
  }
}
