package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.time.Duration;

/// How far something long has come: a bar on a terminal, else a line now and then.
final class Progress {
  private static final int BAR_CHARS = 30;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_BARS = Duration.ofMillis(100);

  private final PrintWriter out;
  private final boolean terminal;
  private final String what;
  private final long total;
  private final long began = System.nanoTime();
  private long told = began;
  private long atBegin = -1;
  private int shownChars;

  /// @param terminal whether a line can be written over
  Progress(PrintWriter out, boolean terminal, String what, long total) {
    this.out = out;
    this.terminal = terminal;
    this.what = what;
    this.total = total;
  }

  /// True if a person looks on.
  // The console of java.base, the usual one again since 25, is null where nobody does.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  /// So many are done, those that were before included.
  void at(long done) {
    long now = System.nanoTime();
    if (atBegin < 0) {
      atBegin = done;
    }
    Duration since = Duration.ofNanos(now - told);
    boolean due = since.compareTo(terminal ? BETWEEN_BARS : BETWEEN_LINES) >= 0;
    if (due) {
      told = now;
      show(done, now);
    }
  }

  private void show(long done, long now) {
    double seconds = (now - began) / 1e9;
    double perSecond = (done - Math.max(0, atBegin)) / Math.max(seconds, 1e-9);
    String left = perSecond > 0 ? ", about %,.0f s left".formatted((total - done) / perSecond) : "";
    String words =
        "%s %3d %%  %,d of %,d Features, %,.0f/s%s"
            .formatted(what, 100 * done / Math.max(1, total), done, total, perSecond, left);
    if (terminal) {
      int full = (int) (BAR_CHARS * done / Math.max(1, total));
      over("[" + "#".repeat(full) + ".".repeat(BAR_CHARS - full) + "] " + words);
    } else {
      out.println(words);
      out.flush();
    }
  }

  private void over(String words) {
    out.print("\r" + words + " ".repeat(Math.max(0, shownChars - words.length())));
    out.flush();
    shownChars = words.length();
  }

  /// Takes the bar away.
  void end() {
    if (terminal && shownChars > 0) {
      over("");
      out.print("\r");
      out.flush();
    }
  }
}
