package org.wideberth.node.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a command's exit code means; scripts rely on the numbers.
final class ExitCode {
  static final int OK = 0;
  static final int REFUSED = 1;
  static final int USAGE = 2;
  static final int UNAVAILABLE = 3;
  static final int UNPROVEN = 4;

  static final int DAMAGED = 5;

  private ExitCode() {}

  /// As `--help` shows them.
  static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("" + OK, "done");
    words.put("" + REFUSED, "refused; the reason is on standard error");
    words.put("" + USAGE, "the command was not understood, or a file cannot be read or written");
    words.put("" + UNAVAILABLE, "the node cannot be reached, or cannot do this now");
    words.put("" + UNPROVEN, "verify: not proven, or the signers are unproven");
    words.put("" + DAMAGED, "fsck: something is damaged");
    return words;
  }
}
