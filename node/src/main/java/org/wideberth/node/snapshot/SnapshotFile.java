package org.wideberth.node.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// A snapshot in one file, to which blocks are added and in which none is changed:
///
/// ```
/// header   "wideberth snapshot", version, HMAC-SHA256 of both
/// block    length of the payload (32 bits), payload, HMAC-SHA256 of the payload
/// payload  log, first entry, for each entry: 0, or 1, hash of the body, [CarriedForm]
/// ```
///
/// Each block is authenticated with a key that only this node has, and names the bodies of which it
/// speaks by their hashes: what somebody else put there, or what was damaged, is passed over, and a
/// block says the same wherever it stands, so one that was found damaged is added once more. It is
/// not synced, and what a crash cut off is cut off here, too.
public final class SnapshotFile implements Snapshot, AutoCloseable {
  /// The name of the file in a data directory.
  public static final String FILE = "snapshot";

  /// Raised by whoever changes what a body is read as, or the form.
  private static final int VERSION = 1;

  private static final Logger LOG = Logger.getLogger(SnapshotFile.class.getName());
  private static final byte[] MAGIC = "wideberth snapshot".getBytes(StandardCharsets.US_ASCII);
  private static final String HMAC = "HmacSHA256";
  private static final int MAC_BYTES = 32;

  /// Far more than a block of the largest bodies has.
  private static final int PAYLOAD_BYTES_MAX = 128 << 20;

  private static final int ZEROS = 1 << 20;

  private record Place(Origin log, long first) {}

  private record Extent(long at, int length) {}

  private final FileChannel channel;
  private final SecretKeySpec key;
  private final Map<Place, Extent> blocks = new HashMap<>();
  private final Map<Origin, Long> next = new HashMap<>();

  /// First entries of blocks that were asked for and could not be read.
  private final Map<Origin, NavigableSet<Long>> lost = new ConcurrentHashMap<>();

  private boolean failed;

  private SnapshotFile(FileChannel channel, SecretKeySpec key) {
    this.channel = channel;
    this.key = key;
  }

  /// Opens the snapshot of a data directory, and makes it if there is none that can be used.
  ///
  /// @param secret that only this node has
  public static SnapshotFile open(Path directory, byte[] secret) throws IOException {
    Path file = directory.resolve(FILE);
    OwnerOnly.createFileIfMissing(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    SnapshotFile snapshot = new SnapshotFile(channel, new SecretKeySpec(secret, HMAC));
    try {
      snapshot.look();
      return snapshot;
    } catch (IOException unusable) {
      channel.close();
      throw unusable;
    }
  }

  private void look() throws IOException {
    byte[] header = header();
    if (channel.size() < header.length || !Arrays.equals(read(0, header.length), header)) {
      forget();
      return;
    }
    long at = header.length;
    while (at + Integer.BYTES <= channel.size()) {
      int length = ByteBuffer.wrap(read(at, Integer.BYTES)).getInt();
      long end = at + Integer.BYTES + Math.max(0, length) + MAC_BYTES;
      if (length <= 0 || length > PAYLOAD_BYTES_MAX || end > channel.size()) {
        break;
      }
      byte[] start = read(at + Integer.BYTES, Math.min(length, 128));
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(start))) {
        know(place(in), new Extent(at + Integer.BYTES, length));
      } catch (IOException damaged) {
        break;
      }
      at = end;
    }
    channel.truncate(at);
  }

  private byte[] header() {
    byte[] said =
        ByteBuffer.allocate(MAGIC.length + Integer.BYTES).put(MAGIC).putInt(VERSION).array();
    byte[] header = Arrays.copyOf(said, said.length + MAC_BYTES);
    System.arraycopy(mac(said), 0, header, said.length, MAC_BYTES);
    return header;
  }

  private byte[] mac(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + HMAC, impossible);
    }
  }

  private byte[] read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("the snapshot is cut short");
      }
    }
    return bytes.array();
  }

  private static Place place(DataInputStream in) throws IOException {
    if (Origin.parse(in.readUTF()) instanceof Outcome.Accepted<Origin>(var log)) {
      return new Place(log, in.readLong());
    }
    throw new IOException("not the name of a log");
  }

  private void know(Place place, Extent extent) {
    blocks.put(place, extent);
    next.merge(place.log(), place.first() + BLOCK, Math::max);
  }

  @Override
  public Map<Long, Reading> block(Origin log, long first) {
    if (first >= next.getOrDefault(log, 0L)) {
      return Map.of();
    }
    Place place = new Place(log, first);
    try {
      Extent extent = blocks.get(place);
      if (extent == null) {
        throw new IOException("block %d of %s is not where it was".formatted(first / BLOCK, log));
      }
      byte[] payload = read(extent.at(), extent.length());
      byte[] mac = read(extent.at() + extent.length(), MAC_BYTES);
      if (!MessageDigest.isEqual(mac, mac(payload))) {
        throw new IOException("block %d of %s was changed".formatted(first / BLOCK, log));
      }
      return readings(payload, place);
    } catch (IOException damaged) {
      LOG.log(
          Level.WARNING,
          "a part of the snapshot cannot be read and will be kept anew: {0}",
          damaged.getMessage());
      lost.computeIfAbsent(log, any -> new ConcurrentSkipListSet<>()).add(first);
      return Map.of();
    }
  }

  private static Map<Long, Reading> readings(byte[] payload, Place expected) throws IOException {
    Map<Long, Reading> readings = new HashMap<>(2 * BLOCK);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    if (!place(in).equals(expected)) {
      throw new IOException("a block of another place");
    }
    for (int i = 0; i < BLOCK; i++) {
      if (in.readBoolean()) {
        Hash body = Hash.of(in.readNBytes(Hash.BYTES));
        readings.put(expected.first() + i, new Reading(body, CarriedForm.read(in)));
      }
    }
    return readings;
  }

  @Override
  public long next(Origin log) {
    if (failed) {
      return Long.MAX_VALUE;
    }
    NavigableSet<Long> again = lost.get(log);
    return again == null || again.isEmpty() ? next.getOrDefault(log, 0L) : again.first();
  }

  @Override
  public void keep(Origin log, List<Optional<Reading>> readings) {
    if (readings.size() != BLOCK) {
      throw new IllegalArgumentException("a block has %d entries".formatted(BLOCK));
    }
    try {
      add(new Place(log, next(log)), readings);
    } catch (IOException unwritable) {
      failed = true;
      LOG.log(
          Level.WARNING, "the snapshot cannot be written: the next start takes longer", unwritable);
    }
  }

  private void add(Place place, List<Optional<Reading>> readings) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK * 512);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(place.log().toString());
    out.writeLong(place.first());
    for (Optional<Reading> each : readings) {
      Optional<Reading> fitting = each.filter(reading -> CarriedForm.fits(reading.said()));
      out.writeBoolean(fitting.isPresent());
      if (fitting.isPresent()) {
        out.write(fitting.get().body().bytes());
        CarriedForm.write(out, fitting.get().said());
      }
    }
    byte[] payload = bytes.toByteArray();
    long at = channel.size();
    write(
        ByteBuffer.allocate(Integer.BYTES + payload.length + MAC_BYTES)
            .putInt(payload.length)
            .put(payload)
            .put(mac(payload))
            .flip(),
        at);
    know(place, new Extent(at + Integer.BYTES, payload.length));
    NavigableSet<Long> again = lost.get(place.log());
    if (again != null) {
      again.remove(place.first());
    }
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, at + bytes.position());
    }
  }

  @Override
  public void forget() throws IOException {
    blocks.clear();
    next.clear();
    lost.clear();
    long size = channel.size();
    for (long at = 0; at < size; at += ZEROS) {
      write(ByteBuffer.allocate((int) Math.min(ZEROS, size - at)), at);
    }
    channel.force(true);
    channel.truncate(0);
    channel.force(true);
    write(ByteBuffer.wrap(header()), 0);
    failed = false;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
