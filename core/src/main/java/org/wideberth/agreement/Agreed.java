package org.wideberth.agreement;

import java.util.List;
import java.util.stream.Collectors;

/// Something of the channel that two parties have agreed on, and where that stands.
///
/// @param what is agreed; of several versions the strictest
/// @param article which article says so: `ladder`
/// @param versions the documents whose article it is, in the order of their hashes; at least one
/// @param disputed true if the two do not hold to the same one document
public record Agreed<T>(T what, String article, List<Rules> versions, boolean disputed) {
  private static final int HASH_CHARS = 8;

  public Agreed {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("agreed nowhere");
    }
  }

  /// Which article of which version, and that the versions differ if they do.
  public String source() {
    return "article %s of rules %s%s"
        .formatted(
            article,
            versions.stream().map(Agreed::version).collect(Collectors.joining(" and ")),
            disputed ? "; the two hold to different versions, the strictest counts" : "");
  }

  private static String version(Rules rules) {
    return "\"%s\" number %d (%s)"
        .formatted(
            rules.document().title(),
            rules.document().number(),
            rules.hash().toString().substring(0, HASH_CHARS));
  }
}
