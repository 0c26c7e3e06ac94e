package org.wideberth.node.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// A list of which a page at a time comes.
abstract class PagedListing extends Listing {
  @Option(names = "--limit", description = "At most so many (default ${DEFAULT-VALUE}).")
  private int limit = 1_000;

  @Option(
      names = "--after",
      paramLabel = "ID",
      description = "Only those behind this one, as the last page said.")
  private Optional<String> after = Optional.empty();

  /// The list without a query.
  abstract String list();

  @Override
  String path() {
    return list() + "?limit=" + limit + after.map(id -> "&after=" + encoded(id)).orElse("");
  }
}
