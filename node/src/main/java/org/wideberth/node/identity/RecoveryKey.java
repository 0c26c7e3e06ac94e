package org.wideberth.node.identity;

import org.wideberth.party.Identity;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;

/// The key that can put a party's other keys out of use. It is printed once and never stored: the
/// card and the log's first entry have its hash.
///
/// @param text what people write down: the 32 bytes of the Ed25519 seed and 24 bits of its SHA-256
///     to notice a slip of the pen, in Crockford's base 32, in groups of four
/// @param hash SHA-256 of the public key
public record RecoveryKey(String text, Hash hash) {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHECKED_DIGITS = 56;

  static RecoveryKey ofSeed(byte[] seed) {
    byte[] sum = Hash.sha256(seed).bytes();
    // 256 bits of seed and 24 of the sum are 56 digits of 5 bits: 14 groups.
    byte[] written = new byte[seed.length + 3];
    System.arraycopy(seed, 0, written, 0, seed.length);
    System.arraycopy(sum, 0, written, seed.length, 3);
    StringBuilder text = new StringBuilder();
    for (int digit = 0; digit < CHECKED_DIGITS; digit++) {
      int bit = digit * 5;
      int next = bit / 8 + 1 < written.length ? written[bit / 8 + 1] & 0xFF : 0;
      int window = ((written[bit / 8] & 0xFF) << 8) | next;
      text.append(digit > 0 && digit % 4 == 0 ? "-" : "");
      text.append(DIGITS.charAt((window >> (11 - bit % 8)) & 31));
    }
    return new RecoveryKey(
        text.toString(), Identity.recoveryHash(Ed25519Signer.ofSeed(seed).publicKey()));
  }

  /// Not the secret.
  @Override
  public String toString() {
    return "RecoveryKey[" + hash + "]";
  }
}
