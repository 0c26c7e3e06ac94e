package org.wideberth.people;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/// An ECDSA signature as DER writes it (RFC 3279 §2.2.3): a sequence of two integers, in the one
/// shortest form, both from 1 to the order less one, and nothing behind.
record DerSignature(BigInteger r, BigInteger s) {
  /// Two integers of 33 bytes with their heads.
  static final int BYTES_MAX = 72;

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  static Optional<DerSignature> parse(byte[] bytes, BigInteger order) {
    if (bytes.length < 8
        || bytes.length > BYTES_MAX
        || bytes[0] != SEQUENCE
        || bytes[1] != bytes.length - 2) {
      return Optional.empty();
    }
    Optional<BigInteger> r = integer(bytes, 2, order);
    if (r.isEmpty()) {
      return Optional.empty();
    }
    int second = 4 + bytes[3];
    return integer(bytes, second, order)
        .filter(_ -> second + 2 + bytes[second + 1] == bytes.length)
        .map(s -> new DerSignature(r.get(), s));
  }

  private static Optional<BigInteger> integer(byte[] bytes, int at, BigInteger order) {
    if (at + 3 > bytes.length || bytes[at] != INTEGER) {
      return Optional.empty();
    }
    int length = bytes[at + 1];
    int from = at + 2;
    if (length < 1 || from + length > bytes.length) {
      return Optional.empty();
    }
    boolean padded = length > 1 && bytes[from] == 0 && bytes[from + 1] >= 0;
    BigInteger value = new BigInteger(Arrays.copyOfRange(bytes, from, from + length));
    boolean inRange = value.signum() > 0 && value.compareTo(order) < 0;
    return padded || !inRange ? Optional.empty() : Optional.of(value);
  }
}
