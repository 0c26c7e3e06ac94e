package org.wideberth.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// What a command of the build says at its end.
interface Report {
  void print(PrintStream out);

  boolean good();

  /// Reads a report from what tools left in a directory.
  @FunctionalInterface
  interface Reading {
    Report of(Path directory) throws IOException;
  }

  /// Prints the report on the directory that is the only argument, and ends the program: with 0 if
  /// it is good, with 1 if not, with 2 if there is none.
  ///
  /// @param what is read
  static void run(String[] arguments, String what, Reading reading) {
    Report report;
    try {
      report = reading.of(Path.of(arguments[0]));
    } catch (IOException | UncheckedIOException unreadable) {
      System.err.println("wideberth: " + what + " cannot be read: " + unreadable.getMessage());
      System.exit(2);
      return;
    }
    report.print(System.out);
    System.exit(report.good() ? 0 : 1);
  }
}
