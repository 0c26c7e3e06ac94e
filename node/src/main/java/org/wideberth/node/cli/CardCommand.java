package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.party.Card;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints the own card.
@Command(
    name = "card",
    description = "Print this party's card, to be handed over in person.",
    footer = {
      "",
      "The other side enrols it, and both read its fingerprint to each other by voice.",
      "",
      "Examples:",
      "  wideberth card > amber.card",
      "  wideberth card --fingerprint"
    })
final class CardCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--fingerprint", description = "Print only the fingerprint.")
  private boolean fingerprint;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Card card = KeyFiles.load(DataDirectory.open(data.existing())).card();
    if (fingerprint) {
      out.println(card.fingerprint());
    } else {
      out.print(card.text());
    }
    out.flush();
    return ExitCode.OK;
  }
}
