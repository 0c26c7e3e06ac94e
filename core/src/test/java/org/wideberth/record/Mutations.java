package org.wideberth.record;

import java.util.Arrays;
import java.util.Random;

/// Bytes changed a little, as an attacker or a bad disk would.
final class Mutations {
  private Mutations() {}

  /// One to three changes: a bit flipped, a byte replaced, removed, inserted, or a cut.
  static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> {
          System.arraycopy(bytes, at + 1, bytes, at, bytes.length - at - 1);
          bytes = Arrays.copyOf(bytes, bytes.length - 1);
        }
        case 3 -> {
          bytes = Arrays.copyOf(bytes, bytes.length + 1);
          System.arraycopy(bytes, at, bytes, at + 1, bytes.length - at - 1);
          bytes[at] = (byte) "0 \n\"=Az—\\{}[]".charAt(random.nextInt(13));
        }
        default -> bytes = Arrays.copyOf(bytes, random.nextInt(8) == 0 ? at : bytes.length);
      }
    }
    return bytes;
  }
}
