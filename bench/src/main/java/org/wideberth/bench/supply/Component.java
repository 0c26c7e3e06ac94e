package org.wideberth.bench.supply;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Something of somebody else's that the program is made of.
///
/// @param name as its registry knows it
/// @param licences SPDX identifiers or expressions, as its author states them; of several any one
///     will do; sorted
record Component(String name, String version, List<String> licences) {
  /// What we can use in a program under Apache-2.0 that is passed on as it is: they ask to be named
  /// and kept with it, and no more. One that is not in this list needs a decision by people.
  private static final Set<String> USABLE =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "ISC",
          "MIT",
          "Zlib",
          // The MIT licence word for word under another name, which SPDX does not list.
          "Bouncy Castle Licence");

  Component {
    licences = licences.stream().sorted().toList();
  }

  /// True if it can be used under at least one of its licences.
  boolean isUsable() {
    return licences.stream().anyMatch(Component::isUsable);
  }

  /// Expressions without parts inside parts, as they occur; of others it is not known.
  private static boolean isUsable(String expression) {
    String flat = expression.replaceAll("^\\(([^()]*)\\)$", "$1");
    return Arrays.stream(flat.split(" OR "))
        .anyMatch(each -> Arrays.stream(each.split(" AND ")).allMatch(USABLE::contains));
  }

  /// The licences as people read them.
  String words() {
    return licences.isEmpty() ? "none stated" : String.join(" or ", licences);
  }
}
