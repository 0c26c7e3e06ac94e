package org.wideberth.node.cli;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.record.JsonWriter;

/// What was wrong with Features of a large file: the first few for the screen, all of them for a
/// file. Owned by one thread.
final class BulkFaults implements Closeable {
  /// More than these nobody reads on a screen.
  static final int SHOWN_MAX = 20;

  private final Optional<BufferedWriter> file;
  private final List<String> shown = new ArrayList<>();
  private long count;

  BulkFaults(Optional<Path> path) throws IOException {
    file =
        path.isPresent()
            ? Optional.of(Files.newBufferedWriter(path.get(), StandardCharsets.UTF_8))
            : Optional.empty();
  }

  /// @param feature its place in the file, from 0
  /// @param field empty if it is about all of it
  void add(long feature, int line, String field, String code, String detail) throws IOException {
    count++;
    if (shown.size() < SHOWN_MAX) {
      shown.add(
          "features[%d]%s (line %d): %s"
              .formatted(feature, field.isEmpty() ? "" : "." + field, line, detail));
    }
    if (file.isPresent()) {
      byte[] json =
          JsonWriter.object(
              object ->
                  object
                      .put("feature", feature)
                      .put("line", line)
                      .put("field", field)
                      .put("code", code)
                      .put("detail", detail));
      file.get().write(new String(json, StandardCharsets.UTF_8));
      file.get().newLine();
    }
  }

  long count() {
    return count;
  }

  void print(PrintWriter out) {
    shown.forEach(out::println);
    if (count > shown.size()) {
      out.println(
          "and %,d more%s"
              .formatted(
                  count - shown.size(), file.isPresent() ? "" : "; --errors FILE has them all"));
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
