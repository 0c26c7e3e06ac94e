package org.wideberth.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text that is being written, as the bytes that it is in UTF-8. Owned by one thread.
final class Utf8 {
  /// Few objects are longer than twice or four times that.
  private static final int FIRST_CAPACITY = 256;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  /// @param c of ASCII
  void add(char c) {
    room(1);
    bytes[length++] = (byte) c;
  }

  void add(long number) {
    add(Long.toString(number));
  }

  void add(String text) {
    add(text, 0, text.length());
  }

  /// Adds the characters `[from, to)` of a text, `?` in place of half a character.
  void add(String text, int from, int to) {
    room(to - from);
    int at = length;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length = at;
        addAll(text.substring(i, to).getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[at++] = (byte) c;
    }
    length = at;
  }

  /// See [Base64Text].
  void addBase64(byte[] binary) {
    addAll(Base64Text.ascii(binary));
  }

  private void addAll(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * length));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
