package org.wideberth.node.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wideberth.channel.Attachment;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.record.Hash;
import org.wideberth.record.Salt;

/// Attachments as files in the directory `attachments` of the data directory, for their owner only.
/// Each holds the salt and then the bytes, and is named by the SHA-256 of the whole in hexadecimal:
/// `sha256sum` checks it. What has begun ends in `.part`; what was erased leaves an empty file that
/// ends in `.erased`.
///
/// Thread-safe (one monitor).
public final class AttachmentFiles implements AttachmentStore {
  /// In the data directory.
  public static final String DIRECTORY = "attachments";

  private static final String PART = ".part";
  private static final String ERASED = ".erased";
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path directory;
  private final Set<Hash> held = new HashSet<>();
  private final Set<Hash> erased = new HashSet<>();
  private final Map<Hash, Integer> begun = new HashMap<>();

  private AttachmentFiles(Path directory) {
    this.directory = directory;
  }

  /// Those of a data directory.
  ///
  /// @throws IOException if they cannot be listed
  public static AttachmentFiles open(Path data) throws IOException {
    AttachmentFiles files = new AttachmentFiles(data.resolve(DIRECTORY));
    OwnerOnly.createDirectories(files.directory);
    try (Stream<Path> all = Files.list(files.directory)) {
      for (Path each : all.toList()) {
        files.found(each);
      }
    }
    return files;
  }

  private void found(Path file) throws IOException {
    String name = file.getFileName().toString();
    Optional<Hash> hash = named(name.replaceFirst("\\..*", ""));
    if (hash.isEmpty()) {
      return;
    }
    if (name.endsWith(PART)) {
      begun.put(hash.get(), Math.toIntExact(Math.max(0, Files.size(file) - Salt.BYTES)));
    } else if (name.endsWith(ERASED)) {
      erased.add(hash.get());
    } else if (name.indexOf('.') < 0) {
      held.add(hash.get());
    }
  }

  /// The hash that a file of this name has, if it is one.
  public static Optional<Hash> named(String name) {
    return name.matches("[0-9a-f]{64}")
        ? Optional.of(Hash.of(HexFormat.of().parseHex(name)))
        : Optional.empty();
  }

  private Path file(Hash hash, String end) {
    return directory.resolve(nameOf(hash) + end);
  }

  /// What its file is called.
  public static String nameOf(Hash hash) {
    return HexFormat.of().formatHex(hash.bytes());
  }

  @Override
  public synchronized boolean isHeld(Hash hash) {
    return held.contains(hash);
  }

  @Override
  public synchronized boolean isErased(Hash hash) {
    return erased.contains(hash);
  }

  @Override
  public synchronized int has(Attachment what) {
    return held.contains(what.hash()) ? what.size() : begun.getOrDefault(what.hash(), 0);
  }

  @Override
  public synchronized void append(Attachment what, byte[] bytes) throws IOException {
    int from = begun.getOrDefault(what.hash(), 0);
    if (from + bytes.length > what.size()) {
      throw new IllegalArgumentException("more bytes than the attachment has");
    }
    Path part = file(what.hash(), PART);
    OwnerOnly.createFileIfMissing(part);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      write(channel, what.salt().bytes(), 0);
      write(channel, bytes, (long) Salt.BYTES + from);
    }
    begun.put(what.hash(), from + bytes.length);
  }

  static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    long position = at;
    while (left.hasRemaining()) {
      position += channel.write(left, position);
    }
  }

  @Override
  public synchronized boolean finish(Attachment what) throws IOException {
    Path part = file(what.hash(), PART);
    begun.remove(what.hash());
    if (Files.size(part) != (long) Salt.BYTES + what.size() || !sha256(part).equals(what.hash())) {
      Files.delete(part);
      return false;
    }
    keep(part, what.hash());
    return true;
  }

  /// Takes over a file that is what the hash says.
  synchronized void keep(Path from, Hash hash) throws IOException {
    OwnerOnly.sync(from);
    Files.move(from, file(hash, ""), StandardCopyOption.ATOMIC_MOVE);
    OwnerOnly.sync(directory);
    held.add(hash);
  }

  /// Takes away what no message names.
  synchronized void forget(Hash hash) throws IOException {
    held.remove(hash);
    Files.deleteIfExists(file(hash, ""));
  }

  @Override
  public synchronized Optional<byte[]> read(Attachment what, int from, int count)
      throws IOException {
    if (!held.contains(what.hash()) || from < 0 || from >= what.size()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[Math.min(count, what.size() - from)];
    try (FileChannel channel = FileChannel.open(file(what.hash(), ""), StandardOpenOption.READ)) {
      ByteBuffer into = ByteBuffer.wrap(bytes);
      long position = (long) Salt.BYTES + from;
      while (into.hasRemaining()) {
        int read = channel.read(into, position);
        if (read < 0) {
          return Optional.empty();
        }
        position += read;
      }
    }
    return Optional.of(bytes);
  }

  /// All bytes of one that is held, if they are still what its hash says. What is not is put out of
  /// the way, and fetched again after a restart.
  public synchronized Optional<byte[]> verified(Attachment what) throws IOException {
    Optional<byte[]> bytes = read(what, 0, what.size());
    if (held.contains(what.hash()) && bytes.filter(what::isOf).isEmpty()) {
      held.remove(what.hash());
      Files.deleteIfExists(file(what.hash(), ""));
      return Optional.empty();
    }
    return bytes;
  }

  /// Overwrites the bytes, as far as the file system does so in place, and takes the file away.
  @Override
  public synchronized void erase(Hash hash) throws IOException {
    OwnerOnly.createFileIfMissing(file(hash, ERASED));
    for (String end : new String[] {"", PART}) {
      Path file = file(hash, end);
      if (Files.exists(file)) {
        overwrite(file);
        Files.delete(file);
      }
    }
    OwnerOnly.sync(directory);
    held.remove(hash);
    begun.remove(hash);
    erased.add(hash);
  }

  private static void overwrite(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long size = channel.size();
      for (long at = 0; at < size; at += BUFFER_BYTES) {
        write(channel, new byte[(int) Math.min(BUFFER_BYTES, size - at)], at);
      }
      channel.force(true);
    }
  }

  /// The hash of a whole file.
  static Hash sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Hash.of(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /// What a look at every file of a data directory comes to.
  ///
  /// @param whole those whose bytes are what their name says
  /// @param damaged those whose are not
  /// @param erased those that were erased
  public record Inspection(Set<Hash> whole, Set<Hash> damaged, Set<Hash> erased) {
    public Inspection {
      whole = Set.copyOf(whole);
      damaged = Set.copyOf(damaged);
      erased = Set.copyOf(erased);
    }
  }

  /// Reads all of them; changes nothing.
  public static Inspection inspect(Path data) throws IOException {
    Set<Hash> whole = new HashSet<>();
    Set<Hash> damaged = new HashSet<>();
    Set<Hash> erased = new HashSet<>();
    for (Path each : list(data)) {
      String name = each.getFileName().toString();
      Optional<Hash> hash = named(name.replace(ERASED, ""));
      if (hash.isPresent()) {
        Set<Hash> set =
            name.endsWith(ERASED) ? erased : sha256(each).equals(hash.get()) ? whole : damaged;
        set.add(hash.get());
      }
    }
    return new Inspection(whole, damaged, erased);
  }

  private static Set<Path> list(Path data) throws IOException {
    Path directory = data.resolve(DIRECTORY);
    if (!Files.isDirectory(directory)) {
      return Set.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return new TreeSet<>(all.filter(Files::isRegularFile).toList());
    }
  }
}
