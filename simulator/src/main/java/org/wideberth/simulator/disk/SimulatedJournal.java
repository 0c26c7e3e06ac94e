package org.wideberth.simulator.disk;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.wideberth.node.journal.Fenced;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.JournalDamaged;
import org.wideberth.node.journal.JournalOpener;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.record.Hash;

/// The journal contract on a [SimulatedDisk], with a format of its own, so that recovery after a
/// loss of power is real work on real bytes.
///
/// ```
/// 0     slot 0: writer (8 bytes), CRC-32C (4)      the fence: the valid slot with the higher
/// 512   slot 1: the same                           writer counts; openings use them in turn
/// 1024  frames, one per append:
///         magic (4) payload length (4) first position (8) writer (8) CRC of the frame before (4)
///         CRC-32C of all that and the payload (4)
///         payload: records (4), bodies (4), erased (4),
///                  then each record: kind (1), length (4), bytes,
///                  then each body: length (4), CRC-32C of salt and bytes (4), state (4),
///                  salt (32), bytes,
///                  then the hash of each erased body (32)
/// ```
///
/// State, salt and bytes of a body count as zero in the CRC of a frame, so that they can be
/// overwritten: erasing appends a frame that says so, then marks each body, then writes zeros over
/// it, with a sync after each. Opening does again what power that was lost in between left undone.
///
/// Opening reads frames until one is not whole or does not follow the one before, and cuts the file
/// there: as every append syncs before it returns, that can only be one that was never
/// acknowledged. The chain of CRCs keeps remains of cut frames from coming back.
///
/// Thread-safe (one monitor).
public final class SimulatedJournal implements Journal {
  private static final int MAGIC = 0x57624a31;
  private static final int FRAMES_AT = 2 * SimulatedDisk.SECTOR_BYTES;
  private static final int HEADER_BYTES = 32;
  private static final int CRC_AT = HEADER_BYTES - Integer.BYTES;
  private static final int SALT_BYTES = 32;
  private static final int BODY_HEADER_BYTES = 3 * Integer.BYTES;
  private static final int STATE_AT = 2 * Integer.BYTES;
  private static final int ERASED = 0x45726173;

  /// Where something lies on the disk.
  private record Place(int offset, int length) {}

  private final SimulatedDisk disk;
  private final int run;
  private final long writer;
  private final List<Place> records = new ArrayList<>();
  private final Map<Hash, Place> bodies = new HashMap<>();
  private final List<Place> erasing = new ArrayList<>();
  private int end = FRAMES_AT;
  private int lastCrc;
  private boolean failed;
  private boolean closed;

  private SimulatedJournal(SimulatedDisk disk) throws IOException {
    this.disk = disk;
    this.run = disk.run();
    this.writer = latestWriter() + 1;
    writeFence();
    recover();
  }

  /// Opens the one journal on that disk each time.
  public static JournalOpener on(SimulatedDisk disk) {
    return () -> new SimulatedJournal(disk);
  }

  private long latestWriter() {
    long latest = 0;
    for (int slot = 0; slot < 2; slot++) {
      byte[] bytes = disk.read(slot * SimulatedDisk.SECTOR_BYTES, Long.BYTES + Integer.BYTES);
      if (bytes.length == Long.BYTES + Integer.BYTES) {
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        long number = fields.getLong();
        if (fields.getInt() == crc(bytes, 0, Long.BYTES)) {
          latest = Math.max(latest, number);
        }
      }
    }
    return latest;
  }

  private void writeFence() throws IOException {
    ByteBuffer fields = ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(writer);
    fields.putInt(crc(fields.array(), 0, Long.BYTES));
    disk.write((int) (writer % 2) * SimulatedDisk.SECTOR_BYTES, fields.array());
    disk.sync();
  }

  private void recover() throws IOException {
    while (readFrame()) {
      // Until the first frame that is not whole.
    }
    disk.truncate(Math.max(end, FRAMES_AT));
    disk.sync();
    overwrite();
  }

  /// Marks first, so that a body of which half is overwritten is not taken for a torn frame.
  private void overwrite() throws IOException {
    if (erasing.isEmpty()) {
      return;
    }
    for (Place place : erasing) {
      disk.write(
          place.offset() + STATE_AT, ByteBuffer.allocate(Integer.BYTES).putInt(ERASED).array());
    }
    disk.sync();
    for (Place place : erasing) {
      disk.write(place.offset() + BODY_HEADER_BYTES, new byte[place.length() - BODY_HEADER_BYTES]);
    }
    disk.sync();
    erasing.clear();
  }

  private boolean readFrame() {
    byte[] header = disk.read(end, HEADER_BYTES);
    if (header.length < HEADER_BYTES) {
      return false;
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int magic = fields.getInt();
    int length = fields.getInt();
    long first = fields.getLong();
    fields.getLong();
    int previous = fields.getInt();
    if (magic != MAGIC || length < 0 || first != records.size() || previous != lastCrc) {
      return false;
    }
    byte[] payload = disk.read(end + HEADER_BYTES, length);
    if (payload.length < length) {
      return false;
    }
    Optional<Integer> crc = frameCrc(header, payload);
    if (crc.isEmpty() || fields.getInt() != crc.get()) {
      return false;
    }
    index(payload);
    end += HEADER_BYTES + length;
    lastCrc = crc.get();
    return true;
  }

  /// Of a frame that is whole and lies at the end.
  private void index(byte[] payload) {
    int payloadAt = end + HEADER_BYTES;
    ByteBuffer fields = ByteBuffer.wrap(payload);
    int recordCount = fields.getInt();
    int bodyCount = fields.getInt();
    int erasedCount = fields.getInt();
    for (int n = 0; n < recordCount; n++) {
      int at = fields.position();
      fields.get();
      fields.position(fields.getInt() + fields.position());
      records.add(new Place(payloadAt + at, fields.position() - at));
    }
    for (int n = 0; n < bodyCount; n++) {
      int at = fields.position();
      byte[] bytes = new byte[fields.getInt()];
      fields.getInt();
      boolean erased = fields.getInt() == ERASED;
      byte[] salt = new byte[SALT_BYTES];
      fields.get(salt);
      fields.get(bytes);
      Place place = new Place(payloadAt + at, fields.position() - at);
      if (erased) {
        erasing.add(place);
      } else {
        bodies.putIfAbsent(Hash.sha256(salt, bytes), place);
      }
    }
    for (int n = 0; n < erasedCount; n++) {
      byte[] hash = new byte[Hash.BYTES];
      fields.get(hash);
      Optional.ofNullable(bodies.remove(Hash.of(hash))).ifPresent(erasing::add);
    }
  }

  @Override
  public synchronized long append(List<JournalRecord> added, List<KeptBody> kept, List<Hash> erased)
      throws IOException {
    requireRunning();
    if (added.isEmpty() && kept.isEmpty() && erased.isEmpty()) {
      return records.size();
    }
    if (failed) {
      throw new IOException("the simulated journal failed before; it must be opened again");
    }
    if (latestWriter() != writer) {
      throw new Fenced("the simulated journal was opened again");
    }
    failed = true;
    byte[] payload = payload(added, kept, erased);
    byte[] header = header(payload);
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + payload.length).put(header).put(payload);
    disk.write(end, frame.array());
    disk.sync();
    index(payload);
    end += frame.capacity();
    lastCrc = frameCrc(header, payload).orElseThrow();
    overwrite();
    failed = false;
    return records.size();
  }

  private static byte[] payload(List<JournalRecord> added, List<KeptBody> kept, List<Hash> erased) {
    int length = 3 * Integer.BYTES + erased.size() * Hash.BYTES;
    for (JournalRecord record : added) {
      length += 1 + Integer.BYTES + record.bytes().length;
    }
    for (KeptBody body : kept) {
      length += BODY_HEADER_BYTES + SALT_BYTES + body.bytes().length;
    }
    ByteBuffer payload = ByteBuffer.allocate(length);
    payload.putInt(added.size()).putInt(kept.size()).putInt(erased.size());
    for (JournalRecord record : added) {
      payload.put(record.kind()).putInt(record.bytes().length).put(record.bytes());
    }
    for (KeptBody body : kept) {
      CRC32C crc = new CRC32C();
      crc.update(body.salt());
      crc.update(body.bytes());
      payload.putInt(body.bytes().length).putInt((int) crc.getValue()).putInt(0);
      payload.put(body.salt()).put(body.bytes());
    }
    erased.forEach(hash -> payload.put(hash.bytes()));
    return payload.array();
  }

  private byte[] header(byte[] payload) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(MAGIC).putInt(payload.length).putLong(records.size()).putLong(writer);
    header.putInt(lastCrc);
    header.putInt(frameCrc(header.array(), payload).orElseThrow());
    return header.array();
  }

  @Override
  public synchronized void read(long from, RecordConsumer to) throws IOException {
    requireRunning();
    if (from < 0 || from > records.size()) {
      throw new IllegalArgumentException("position " + from + " of " + records.size());
    }
    int durable = records.size();
    for (int position = (int) from; position < durable; position++) {
      Place place = records.get(position);
      byte[] bytes = disk.read(place.offset(), place.length());
      to.accept(
          position,
          new JournalRecord(bytes[0], Arrays.copyOfRange(bytes, 1 + Integer.BYTES, bytes.length)));
    }
  }

  @Override
  public synchronized long durableEnd() {
    return records.size();
  }

  @Override
  public synchronized Optional<KeptBody> body(Hash hash) throws IOException {
    requireRunning();
    Place place = bodies.get(hash);
    if (place == null) {
      return Optional.empty();
    }
    byte[] bytes = disk.read(place.offset(), place.length());
    try {
      return Optional.of(
          new KeptBody(
              hash,
              Arrays.copyOfRange(bytes, BODY_HEADER_BYTES, BODY_HEADER_BYTES + SALT_BYTES),
              Arrays.copyOfRange(bytes, BODY_HEADER_BYTES + SALT_BYTES, bytes.length)));
    } catch (IllegalArgumentException wrong) {
      throw new JournalDamaged("the body " + hash + " is not what was kept");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void requireRunning() throws IOException {
    if (closed) {
      throw new IOException("the simulated journal is closed");
    }
    if (disk.run() != run) {
      throw new PowerLost("power was lost since the journal was opened");
    }
  }

  /// Empty if the frame is not whole.
  private static Optional<Integer> frameCrc(byte[] header, byte[] payload) {
    byte[] masked = payload.clone();
    try {
      ByteBuffer fields = ByteBuffer.wrap(masked);
      int recordCount = fields.getInt();
      int bodyCount = fields.getInt();
      fields.getInt();
      for (int n = 0; n < recordCount; n++) {
        fields.get();
        fields.position(fields.getInt() + fields.position());
      }
      for (int n = 0; n < bodyCount; n++) {
        int length = fields.getInt();
        int crc = fields.getInt();
        int state = fields.getInt();
        int from = fields.position();
        fields.position(from + SALT_BYTES + length);
        if (state != ERASED && crc(payload, from, SALT_BYTES + length) != crc) {
          return Optional.empty();
        }
        Arrays.fill(masked, from - Integer.BYTES, fields.position(), (byte) 0);
      }
    } catch (IllegalArgumentException | BufferUnderflowException torn) {
      return Optional.empty();
    }
    CRC32C crc = new CRC32C();
    crc.update(header, 0, CRC_AT);
    crc.update(masked);
    return Optional.of((int) crc.getValue());
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
