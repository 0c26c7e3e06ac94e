package org.wideberth.node.identity;

import java.util.Arrays;
import java.util.Locale;
import org.wideberth.party.Identity;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

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

  /// Reads what people have written down: groups in any case, O for 0, I and L for 1, with or
  /// without dashes and spaces.
  ///
  /// @return the seed; refused with what is wrong with it
  public static Outcome<byte[]> seedOf(String written) {
    String digits =
        written
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (digits.length() != CHECKED_DIGITS) {
      return refuse(
          "the recovery key has %d letters and digits, in 14 groups of 4; these are %d"
              .formatted(CHECKED_DIGITS, digits.length()));
    }
    byte[] bytes = new byte[CHECKED_DIGITS * 5 / 8];
    for (int i = 0; i < CHECKED_DIGITS; i++) {
      int value = DIGITS.indexOf(digits.charAt(i));
      if (value < 0) {
        return refuse("group %d has a character that is in no recovery key".formatted(i / 4 + 1));
      }
      for (int bit = 0; bit < 5; bit++) {
        int at = i * 5 + bit;
        if ((value >> (4 - bit) & 1) == 1) {
          bytes[at / 8] |= (byte) (0x80 >> at % 8);
        }
      }
    }
    byte[] seed = Arrays.copyOf(bytes, 32);
    byte[] sum = Hash.sha256(seed).bytes();
    return Arrays.equals(sum, 0, 3, bytes, 32, 35)
        ? Outcome.accept(seed)
        : refuse("a letter or digit of the recovery key is wrong: look at each group again");
  }

  private static Outcome<byte[]> refuse(String words) {
    return Outcome.refuse(RefusalCode.MALFORMED, words);
  }

  /// Not the secret.
  @Override
  public String toString() {
    return "RecoveryKey[" + hash + "]";
  }
}
