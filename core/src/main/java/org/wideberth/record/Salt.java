package org.wideberth.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// 32 random bytes that keep a body from being guessed from its hash. Whoever calls supplies the
/// randomness. Immutable.
public final class Salt {
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Salt(byte[] owned) {
    this.bytes = owned;
  }

  /// A value of exactly 32 bytes.
  ///
  /// @throws IllegalArgumentException if there are more or fewer
  public static Salt of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a salt has 32 bytes, not " + bytes.length);
    }
    return new Salt(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Salt[not shown]";
  }
}
