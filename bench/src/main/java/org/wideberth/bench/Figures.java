package org.wideberth.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.wideberth.node.cli.Version;

/// The last line that every bench prints: one JSON object with its name, its figures, the processor
/// time spent since [#start] and the commit. Single-threaded.
public final class Figures {
  private final String name;
  private final long startNanos = cpuNanos();
  private final Map<String, Number> figures = new LinkedHashMap<>();

  private Figures(String name) {
    this.name = name;
  }

  /// Starts counting processor time for the bench `name`.
  public static Figures start(String name) {
    return new Figures(name);
  }

  /// Adds a figure; its unit ends its name, as in `p99_ms`.
  public Figures put(String figure, Number value) {
    figures.put(figure, value);
    return this;
  }

  /// The line, without a line break.
  public String line() {
    StringBuilder json = new StringBuilder("{\"bench\":\"").append(name).append('"');
    figures.forEach(
        (figure, value) -> json.append(",\"").append(figure).append("\":").append(number(value)));
    return json.append(",\"cpu_seconds\":")
        .append(number((cpuNanos() - startNanos) / 1e9))
        .append(",\"commit\":\"")
        .append(Version.commit())
        .append("\"}")
        .toString();
  }

  /// The figures so far as a table in Markdown.
  public String table() {
    StringBuilder table = new StringBuilder("| figure | value |\n|---|---|\n");
    figures.forEach(
        (figure, value) ->
            table.append("| `").append(figure).append("` | ").append(number(value)).append(" |\n"));
    return table.toString();
  }

  private static String number(Number value) {
    return value instanceof Double d ? String.format(Locale.ROOT, "%.3f", d) : value.toString();
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : System.nanoTime();
  }
}
