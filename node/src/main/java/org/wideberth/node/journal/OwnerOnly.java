package org.wideberth.node.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files and directories that only their owner can read, made so from the first byte on, whatever
/// the umask is, and durable when the method returns. Thread-safe (no state).
public final class OwnerOnly {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private OwnerOnly() {}

  /// Mode 0700; its parents too, as far as they are missing.
  public static void createDirectories(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    Files.createDirectories(directory, mode("rwx------"));
    if (parent != null) {
      sync(parent);
    }
  }

  /// Mode 0600, empty.
  public static void createFileIfMissing(Path file) throws IOException {
    try {
      Files.createFile(file, mode("rw-------"));
    } catch (FileAlreadyExistsException there) {
      requirePrivate(file);
    }
  }

  /// A file that must not exist yet, with mode 0600.
  public static void writeNew(Path file, byte[] content) throws IOException {
    Set<StandardOpenOption> how =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, how, mode("rw-------"))) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    sync(parentOf(file));
  }

  /// The whole content at once: after a crash there is the old or the new one, never a part.
  public static void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    writeNew(next, content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(parentOf(file));
  }

  /// Makes what is written in a file, or the names in a directory, survive a loss of power.
  public static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Checks the mode of what is there already.
  ///
  /// @throws IOException in words, if the group or others have any right to it
  public static void requirePrivate(Path path) throws IOException {
    for (PosixFilePermission granted : Files.getPosixFilePermissions(path)) {
      if (OF_OTHERS.contains(granted)) {
        throw new IOException(
            "%s must be for its owner only; run: chmod go-rwx '%s'".formatted(path, path));
      }
    }
  }

  private static Path parentOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("not a file in a directory: " + file);
    }
    return parent;
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
