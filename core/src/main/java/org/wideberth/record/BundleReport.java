package org.wideberth.record;

import java.util.List;

/// What a bundle proves, and what is wrong with it. Immutable.
///
/// @param claims in the order of the bundle
/// @param problems each one sentence; with any, the bundle as a whole does not hold, though each
///     claim that is listed does
/// @param signers whether everybody who vouches for anything is known to the reader
public record BundleReport(List<Claim> claims, List<String> problems, Claim.Standing signers) {
  public BundleReport {
    claims = List.copyOf(claims);
    problems = List.copyOf(problems);
  }

  /// True if nothing is wrong and every signer is known: only then does `verify` exit with 0.
  public boolean holds() {
    return problems.isEmpty() && signers == Claim.Standing.PROVEN;
  }

  /// True if everybody who vouches for anything is known to the reader.
  public boolean signersProven() {
    return signers == Claim.Standing.PROVEN;
  }

  /// Every sentence, one a line, the problems last.
  public String words() {
    StringBuilder words = new StringBuilder();
    for (Claim claim : claims) {
      words.append(claim.words()).append('\n');
    }
    if (!signersProven()) {
      words.append("signers unproven: compare the fingerprints with the parties, or bring cards\n");
    }
    problems.forEach(problem -> words.append("PROBLEM: ").append(problem).append('\n'));
    return words.toString();
  }
}
