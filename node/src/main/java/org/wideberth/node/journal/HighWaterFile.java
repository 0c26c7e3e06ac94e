package org.wideberth.node.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// A [HighWaterMark] in a small file outside the data directory, so that a restored backup does not
/// bring back an old one. One line of text of always the same length, written in place: a few
/// microseconds, and no sync, for each append.
public final class HighWaterFile implements HighWaterMark, AutoCloseable {
  private static final Pattern LINE =
      Pattern.compile("wideberth-signed v1 ([0-9]{20}) ([0-9a-f]{8})\n");
  private static final int LINE_BYTES = 50;

  private final FileChannel channel;
  private final boolean known;
  private long size;
  private boolean unsynced;

  private HighWaterFile(FileChannel channel, Optional<Long> size) {
    this.channel = channel;
    this.known = size.isPresent();
    this.size = size.orElse(0L);
  }

  /// Where this user's programs keep their state: `$XDG_STATE_HOME`, or `~/.local/state`.
  public static Path directoryOfUser() {
    String named = System.getenv("XDG_STATE_HOME");
    Path state =
        named != null && Path.of(named).isAbsolute()
            ? Path.of(named)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return state.resolve("wideberth").resolve("signed");
  }

  /// Opens the mark of that name, and makes it if there is none.
  ///
  /// @throws IOException in words, if it cannot be kept, or cannot be read
  public static HighWaterFile open(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    try {
      OwnerOnly.createDirectories(directory);
      OwnerOnly.createFileIfMissing(file);
      OwnerOnly.sync(directory);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        return new HighWaterFile(channel, read(channel, file));
      } catch (IOException unreadable) {
        channel.close();
        throw unreadable;
      }
    } catch (JournalDamaged damaged) {
      throw damaged;
    } catch (IOException refused) {
      throw new IOException(
          "%s must be kept outside the data directory (set XDG_STATE_HOME to say where): %s"
              .formatted(file, refused),
          refused);
    }
  }

  /// Empty if nothing was ever written.
  private static Optional<Long> read(FileChannel channel, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LINE_BYTES + 1);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // A file is read in one go or a few.
    }
    String text = new String(Arrays.copyOf(bytes.array(), bytes.position()), US_ASCII);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher line = LINE.matcher(text);
    if (!line.matches() || !text.equals(line(Long.parseLong(line.group(1))))) {
      throw new JournalDamaged(
          file + " says how far this party has signed its log, and cannot be read");
    }
    return Optional.of(Long.parseLong(line.group(1)));
  }

  private static String line(long size) {
    String digits = "%020d".formatted(size);
    CRC32C crc = new CRC32C();
    crc.update(digits.getBytes(US_ASCII));
    return "wideberth-signed v1 %s %08x\n".formatted(digits, crc.getValue());
  }

  /// Remembers that nothing was signed yet, for a log whose key was made just now. One that is
  /// known stays as it is.
  public void begin() throws IOException {
    if (!known) {
      write(0);
      channel.force(false);
    }
  }

  private void write(long signed) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(line(signed).getBytes(US_ASCII));
    while (line.hasRemaining()) {
      channel.write(line, line.position());
    }
  }

  @Override
  public boolean isKnown() {
    return known;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void raise(long raised) throws IOException {
    if (raised <= size) {
      return;
    }
    write(raised);
    size = raised;
    unsynced = true;
  }

  @Override
  public void sync() throws IOException {
    if (unsynced) {
      channel.force(false);
      unsynced = false;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      sync();
    }
  }
}
