package org.wideberth.node.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// Keeps a second live process away from a journal. The operating system drops the lock when its
/// process ends, however it ends, so nothing stale is ever left.
///
/// It prevents accidents, such as serving the same data twice; it is not what makes writing safe,
/// for locks of shared file systems can be lost. That is the fence's task.
///
/// A process holds such a lock once, however often it opens the journal: POSIX drops a process's
/// lock on a file when it closes *any* descriptor of that file. Hence the table of locks per
/// process. Thread-safe (one monitor).
final class WriterLock {
  private static final String FILE = "journal.lock";
  private static final Map<Path, WriterLock> HELD = new HashMap<>();

  private final Path file;
  private final FileChannel channel;
  private int holders = 1;

  private WriterLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// @param directory exists
  /// @throws JournalInUse if another process has it
  static WriterLock take(Path directory) throws IOException {
    synchronized (HELD) {
      Path file = directory.toRealPath().resolve(FILE);
      WriterLock held = HELD.get(file);
      if (held != null) {
        held.holders++;
        return held;
      }
      WriterLock taken = new WriterLock(file, lock(file));
      HELD.put(file, taken);
      return taken;
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = open(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new JournalInUse(
            "%s is held by another process (%s); stop that one first"
                .formatted(file, holder(file)));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException refused) {
      channel.close();
      throw refused;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    if (!Files.isWritable(file.resolveSibling("."))) {
      throw new IOException(
          "%s cannot be written: the disk is mounted read-only, or the directory is not yours; look at"
                  .formatted(file)
              + " its mount and mode. wideberth fsck reads it all the same.");
    }
    OwnerOnly.createFileIfMissing(file);
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static String holder(Path file) throws IOException {
    String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "just starting" : "process " + pid;
  }

  void release() throws IOException {
    synchronized (HELD) {
      holders--;
      if (holders == 0) {
        HELD.remove(file);
        channel.close();
      }
    }
  }
}
