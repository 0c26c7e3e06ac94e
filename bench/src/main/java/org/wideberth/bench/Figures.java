package org.wideberth.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /// What most benches are given.
  public static String seedAndN(long seed, int n) {
    return "--seed %d --n %d".formatted(seed, n);
  }

  /// Prints the line, and writes the figures into a page.
  ///
  /// @param page such as `docs/performance.md`, if they are to stand there
  /// @param arguments that were given to the bench, without `--write`
  /// @param more that the page says, in Markdown
  public void say(PrintStream out, Optional<Path> page, String arguments, String more) {
    out.println(line());
    page.ifPresent(
        to ->
            PerformancePage.write(
                to, name, "bench %s %s".formatted(name, arguments), table() + more));
  }

  /// As above, with nothing more.
  public void say(PrintStream out, Optional<Path> page, String arguments) {
    say(out, page, arguments, "");
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
