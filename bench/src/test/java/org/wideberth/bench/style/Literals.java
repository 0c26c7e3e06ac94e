package org.wideberth.bench.style;

import java.util.ArrayList;
import java.util.List;

/// Finds the texts in a Java or TypeScript file: what a person may come to see. A simple scanner
/// that knows comments, escapes, text blocks and templates, and nothing else.
final class Literals {
  private final String source;
  private final boolean java;
  private final List<String> found = new ArrayList<>();
  private int at;

  private Literals(SourceFile file) {
    source = file.text();
    java = file.isJava();
  }

  static List<String> of(SourceFile file) {
    Literals literals = new Literals(file);
    literals.scan();
    return literals.found;
  }

  private void scan() {
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        skipPast("\n");
      } else if (source.startsWith("/*", at)) {
        skipPast("*/");
      } else if (java && source.startsWith("\"\"\"", at)) {
        take("\"\"\"");
      } else if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
        take(source.substring(at, at + 1));
      } else if (!java && source.charAt(at) == '`') {
        take("`");
      } else {
        at++;
      }
    }
  }

  private void skipPast(String end) {
    int next = source.indexOf(end, at + 2);
    at = next < 0 ? source.length() : next + end.length();
  }

  private void take(String quote) {
    int start = at + quote.length();
    int end = start;
    while (end < source.length() && !source.startsWith(quote, end)) {
      boolean oneLine = quote.length() == 1 && !quote.equals("`");
      if (oneLine && source.charAt(end) == '\n') {
        at = start; // an apostrophe in a regular expression or a page, not a text
        return;
      }
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    found.add(source.substring(start, Math.min(end, source.length())));
    at = Math.min(end, source.length()) + quote.length();
  }
}
