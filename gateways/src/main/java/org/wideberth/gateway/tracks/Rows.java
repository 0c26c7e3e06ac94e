package org.wideberth.gateway.tracks;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The lines of a file that may be packed with gzip and may be hostile: no line and no file takes
/// more memory or time than its limit.
final class Rows {
  /// Several times the longest row; what is longer is cut here, and then is no fix.
  static final int MAX_LINE_CHARS = 256;

  private final Reader reader;

  private Rows(Reader reader) {
    this.reader = reader;
  }

  /// @throws IOException if the file cannot be read, or its packing is damaged
  static Rows of(InputStream file) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(file);
    bytes.mark(2);
    boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    InputStream plain = packed ? new GZIPInputStream(bytes) : bytes;
    // Rows are ASCII; what is not shows up as a character that no column takes.
    return new Rows(new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1)));
  }

  /// The next line without its end, cut at [#MAX_LINE_CHARS]; empty after the last.
  Optional<String> next() throws IOException {
    StringBuilder line = new StringBuilder();
    int read = reader.read();
    if (read < 0) {
      return Optional.empty();
    }
    while (read >= 0 && read != '\n') {
      if (line.length() < MAX_LINE_CHARS && read != '\r') {
        line.append((char) read);
      }
      read = reader.read();
    }
    return Optional.of(line.toString());
  }
}
