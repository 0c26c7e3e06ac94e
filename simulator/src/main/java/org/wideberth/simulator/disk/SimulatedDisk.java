package org.wideberth.simulator.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One file on a disk that is as bad as disks may be, from a seed.
///
/// What is written can be read at once, but only [#sync] makes it durable. When power is lost, each
/// sector of each unsynced write is kept, lost or torn (its first bytes new, the rest old),
/// independently of the others, so later writes may survive earlier ones.
///
/// Thread-safe (one monitor).
public final class SimulatedDisk {
  /// What a disk writes in one go, usually; a sector may be torn all the same.
  static final int SECTOR_BYTES = 512;

  /// What losses of power did to unsynced sectors, so that a run can show that it tested anything.
  ///
  /// @param crashes how often power was lost
  public record Losses(int crashes, long sectorsKept, long sectorsLost, long sectorsTorn) {
    Losses plus(Losses other) {
      return new Losses(
          crashes + other.crashes,
          sectorsKept + other.sectorsKept,
          sectorsLost + other.sectorsLost,
          sectorsTorn + other.sectorsTorn);
    }
  }

  private sealed interface Change {
    // Private, and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Written(int offset, byte[] bytes) implements Change {}

    record Truncated(int size) implements Change {}
  }

  private final Random random;
  private final GrowingBytes durable = new GrowingBytes();
  private final GrowingBytes seen = new GrowingBytes();
  private final List<Change> unsynced = new ArrayList<>();
  private int capacityBytes = Integer.MAX_VALUE;
  private boolean losesPowerAtNextSync;
  private boolean readOnly;
  private long syncMs;
  private long spentMs;
  private Losses losses = new Losses(0, 0, 0, 0);

  public SimulatedDisk(long seed) {
    this.random = new Random(seed);
  }

  /// Power is lost now. Whatever had the disk open finds out at its next use.
  public synchronized void crash() {
    int kept = 0;
    int lost = 0;
    int torn = 0;
    for (Change change : unsynced) {
      switch (change) {
        case Change.Truncated(var size) -> {
          if (random.nextBoolean()) {
            durable.truncate(size);
          }
        }
        case Change.Written(var offset, var bytes) -> {
          for (int from = 0; from < bytes.length; from += SECTOR_BYTES) {
            int length = Math.min(SECTOR_BYTES, bytes.length - from);
            switch (random.nextInt(5)) {
              case 0, 1 -> {
                durable.write(offset + from, bytes, from, length);
                kept++;
              }
              case 2, 3 -> lost++;
              default -> {
                durable.write(offset + from, bytes, from, random.nextInt(length));
                torn++;
              }
            }
          }
        }
      }
    }
    losses = losses.plus(new Losses(1, kept, lost, torn));
    losesPowerAtNextSync = false;
    unsynced.clear();
    seen.become(durable);
  }

  /// Power is lost during the next sync: what it should have made durable is at the dice's mercy.
  public synchronized void losePowerAtNextSync() {
    losesPowerAtNextSync = true;
  }

  /// Writes that would make the file longer than this fail, until there is more room.
  public synchronized void capacity(int bytes) {
    capacityBytes = bytes;
  }

  /// From now on nothing can be written, or it can again.
  public synchronized void readOnly(boolean only) {
    readOnly = only;
  }

  /// From now on each sync takes so long.
  public synchronized void syncTakes(long ms) {
    syncMs = ms;
  }

  /// How long syncs have taken so far.
  public synchronized long spentMs() {
    return spentMs;
  }

  /// One bit of what is durable changes, somewhere behind `from`; nothing if that is the end.
  /// Nothing may have the disk open.
  public synchronized void flip(int from) {
    if (from < durable.size()) {
      int at = from + random.nextInt(durable.size() - from);
      byte[] bytes = durable.read(at, 1);
      bytes[0] ^= (byte) (1 << random.nextInt(8));
      durable.write(at, bytes, 0, 1);
      seen.become(durable);
    }
  }

  /// Everything that is durable, as somebody who copies the disk gets it.
  public synchronized byte[] image() {
    return durable.read(0, durable.size());
  }

  /// An older image is put back. Nothing may have the disk open.
  public synchronized void restore(byte[] image) {
    durable.truncate(0);
    durable.write(0, image, 0, image.length);
    unsynced.clear();
    seen.become(durable);
  }

  public synchronized Losses losses() {
    return losses;
  }

  /// Which run of the machine this is: one more after each loss of power.
  synchronized int run() {
    return losses.crashes();
  }

  synchronized int size() {
    return seen.size();
  }

  /// Some bytes; fewer than asked for at the end of the file.
  synchronized byte[] read(int offset, int length) {
    return seen.read(offset, length);
  }

  synchronized void write(int offset, byte[] bytes) throws IOException {
    if (readOnly) {
      throw new IOException("the simulated disk cannot be written");
    }
    if (Math.addExact(offset, bytes.length) > capacityBytes) {
      throw new IOException("no space left on the simulated disk");
    }
    seen.write(offset, bytes, 0, bytes.length);
    unsynced.add(new Change.Written(offset, bytes.clone()));
  }

  synchronized void truncate(int size) {
    seen.truncate(size);
    unsynced.add(new Change.Truncated(size));
  }

  synchronized void sync() throws PowerLost {
    spentMs += syncMs;
    if (losesPowerAtNextSync) {
      crash();
      throw new PowerLost("power was lost while syncing");
    }
    for (Change change : unsynced) {
      switch (change) {
        case Change.Written(var offset, var bytes) -> durable.write(offset, bytes, 0, bytes.length);
        case Change.Truncated(var size) -> durable.truncate(size);
      }
    }
    unsynced.clear();
  }
}
