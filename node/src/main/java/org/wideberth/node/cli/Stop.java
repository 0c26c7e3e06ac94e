package org.wideberth.node.cli;

/// Ends a command with an exit code and a sentence for standard error.
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  Stop(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
