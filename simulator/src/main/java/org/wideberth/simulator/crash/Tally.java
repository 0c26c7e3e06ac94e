package org.wideberth.simulator.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What rounds came to: what was looked at, what was done to disks, and what was lost. Owned by one
/// thread at a time.
final class Tally {
  private final List<String> losses = new ArrayList<>();
  private final Map<DiskFaults.Kind, Integer> struck = new EnumMap<>(DiskFaults.Kind.class);
  private int stoppedByItself;
  private int operations;
  private int receipts;
  private int findings;
  private int bundles;

  /// Something that should be there is not, in words.
  void lost(String words) {
    losses.add(words);
  }

  List<String> losses() {
    return losses;
  }

  /// That was done to a disk.
  void struck(DiskFaults.Kind kind) {
    struck.merge(kind, 1, Integer::sum);
  }

  /// A node stopped on a full disk.
  void stoppedByItself() {
    stoppedByItself++;
  }

  /// So many were looked for, and were there if nothing is lost.
  void looked(int moreOperations, int moreReceipts, int moreFindings, int moreBundles) {
    operations += moreOperations;
    receipts += moreReceipts;
    findings += moreFindings;
    bundles += moreBundles;
  }

  void add(Tally other) {
    losses.addAll(other.losses);
    other.struck.forEach((kind, count) -> struck.merge(kind, count, Integer::sum));
    stoppedByItself += other.stoppedByItself;
    looked(other.operations, other.receipts, other.findings, other.bundles);
  }

  /// What was done to disks, in words.
  String faults() {
    return struck.entrySet().stream()
            .map(each -> each.getKey().name().toLowerCase(Locale.ROOT) + "=" + each.getValue())
            .collect(Collectors.joining(" "))
        + " stopped_by_itself="
        + stoppedByItself;
  }

  @Override
  public String toString() {
    return "operations=%d receipts=%d findings=%d bundles_verified=%d "
        .formatted(operations, receipts, findings, bundles);
  }
}
