package org.wideberth.node.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// On what operations rest that state none in their file.
final class BasisOptions {
  @Option(
      names = "--basis",
      paramLabel = "TEXT",
      description = "On what it rests, in words: another party may contest it.")
  private Optional<String> text = Optional.empty();

  @Option(
      names = "--basis-language",
      paramLabel = "TAG",
      description = "The language of these words, as in en or sr-Latn.")
  private Optional<String> language = Optional.empty();

  @Option(
      names = "--basis-agreement",
      paramLabel = "HASH",
      description = "An agreement on which it rests: 8 hex digits or more.")
  private Optional<String> agreement = Optional.empty();

  @Option(
      names = "--basis-article",
      paramLabel = "ARTICLE",
      description = "An article of that agreement, as in zones/ward.")
  private Optional<String> article = Optional.empty();

  @Option(
      names = "--basis-message",
      paramLabel = "ID",
      description = "A message on the channel on which it rests.")
  private Optional<String> message = Optional.empty();

  /// To go behind other parameters; empty if nothing is stated.
  String query() {
    return one("basis", text)
        + one("basis_language", language)
        + one("basis_agreement", agreement)
        + one("basis_article", article)
        + one("basis_message", message);
  }

  private static String one(String name, Optional<String> value) {
    return value.map(text -> "&" + name + "=" + NodeCommand.encoded(text)).orElse("");
  }
}
