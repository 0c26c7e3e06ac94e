package org.wideberth.bench.load;

import java.util.List;

/// How the launcher starts the virtual machine of a node. Stateless.
public final class NodeOptions {
  private NodeOptions() {}

  /// As `./wideberth serve` does, without what it learned while it was built.
  ///
  /// @param heapMb at most
  public static List<String> asServed(long heapMb) {
    return List.of(
        "-Xmx" + heapMb + "m",
        "-XX:+UseCompactObjectHeaders",
        "-XX:MaxGCPauseMillis=30",
        "-XX:MaxTenuringThreshold=0",
        "-XX:-G1UseAdaptiveIHOP",
        "-XX:InitiatingHeapOccupancyPercent=70",
        "-XX:MetaspaceSize=64m");
  }
}
