package org.wideberth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wideberth.node.cli.Version;

/// `docs/performance.md`: a section for each bench that was asked to write there, in place of what
/// it wrote before. Nothing in it is written by hand.
public final class PerformancePage {
  private static final String HEAD =
      """
      # Performance

      Each section is written by the command that it names, and says on what.
      """;

  private PerformancePage() {}

  /// Writes the section of a bench.
  ///
  /// @param command that was given, without `--write`
  /// @param text in Markdown
  public static void write(Path page, String bench, String command, String text) {
    String begin = "<!-- " + bench + " -->\n";
    String end = "<!-- end of " + bench + " -->\n";
    String section =
        begin
            + "\n## `bench %s`\n\n".formatted(bench)
            + "`./wideberth %s` at %s: %d processors, Java %s, %d MB of heap at most.\n\n"
                .formatted(
                    command,
                    Version.commit(),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version().feature(),
                    Runtime.getRuntime().maxMemory() >> 20)
            + text
            + "\n"
            + end;
    try {
      String before = Files.exists(page) ? Files.readString(page) : HEAD;
      int from = before.indexOf(begin);
      int until = before.indexOf(end);
      String after =
          from >= 0 && until > from
              ? before.substring(0, from) + section + before.substring(until + end.length())
              : before + "\n" + section;
      Files.writeString(page, after);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + page, e);
    }
  }
}
