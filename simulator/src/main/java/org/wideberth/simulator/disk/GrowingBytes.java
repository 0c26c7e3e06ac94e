package org.wideberth.simulator.disk;

import java.util.Arrays;

/// The content of a file. Bytes between its end and a write past it are zero. Not thread-safe: its
/// disk guards it.
final class GrowingBytes {
  private byte[] bytes = new byte[4096];
  private int size;

  int size() {
    return size;
  }

  byte[] read(int offset, int length) {
    int from = Math.min(offset, size);
    return Arrays.copyOfRange(bytes, from, (int) Math.min((long) from + length, size));
  }

  void write(int offset, byte[] from, int start, int length) {
    int end = Math.addExact(offset, length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, end * 3L / 2));
    }
    System.arraycopy(from, start, bytes, offset, length);
    size = Math.max(size, end);
  }

  void truncate(int newSize) {
    if (newSize < size) {
      Arrays.fill(bytes, newSize, size, (byte) 0);
      size = newSize;
    }
  }

  void become(GrowingBytes other) {
    bytes = other.bytes.clone();
    size = other.size;
  }
}
