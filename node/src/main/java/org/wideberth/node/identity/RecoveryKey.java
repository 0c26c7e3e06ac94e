package org.wideberth.node.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.wideberth.party.Identity;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// The key that can put a party's other keys out of use. It is printed once and never stored: the
/// card and the log's first entry have its hash.
///
/// It is printed in two halves, for two people: neither half says anything of the key, and both
/// together are it (the one is random, the other is the seed combined with it, bit by bit).
///
/// @param text what people write down: the 32 bytes of the Ed25519 seed and 24 bits of its SHA-256
///     to notice a slip of the pen, in Crockford's base 32, in groups of four
/// @param hash SHA-256 of the public key
public record RecoveryKey(String text, Hash hash) {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHECKED_DIGITS = 56;
  private static final int SEED_BYTES = 32;

  /// What is written down: its sum says which it is.
  private enum Part {
    WHOLE(""),
    FIRST("wideberth first half of a recovery key"),
    SECOND("wideberth second half of a recovery key");

    private final String domain;

    Part(String domain) {
      this.domain = domain;
    }

    byte[] sum(byte[] bytes) {
      byte[] domain = this.domain.getBytes(StandardCharsets.UTF_8);
      byte[] summed = Arrays.copyOf(domain, domain.length + bytes.length);
      System.arraycopy(bytes, 0, summed, domain.length, bytes.length);
      return Arrays.copyOf(Hash.sha256(summed).bytes(), 3);
    }

    String words() {
      return this == FIRST ? "the first half" : "the second half";
    }
  }

  private record Read(Part part, byte[] bytes) {}

  static RecoveryKey ofSeed(byte[] seed) {
    return new RecoveryKey(
        written(Part.WHOLE, seed), Identity.recoveryHash(Ed25519Signer.ofSeed(seed).publicKey()));
  }

  /// The two halves, as people write them down.
  ///
  /// @param random for the first half
  public List<String> halves(SecureRandom random) {
    byte[] first = new byte[SEED_BYTES];
    random.nextBytes(first);
    byte[] second = combined(first, read(text).orThrow().bytes());
    return List.of(written(Part.FIRST, first), written(Part.SECOND, second));
  }

  private static byte[] combined(byte[] one, byte[] other) {
    byte[] both = one.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] ^= other[i];
    }
    return both;
  }

  private static String written(Part part, byte[] bytes) {
    // 256 bits and 24 of the sum are 56 digits of 5 bits: 14 groups.
    byte[] all = Arrays.copyOf(bytes, SEED_BYTES + 3);
    System.arraycopy(part.sum(bytes), 0, all, SEED_BYTES, 3);
    StringBuilder text = new StringBuilder();
    for (int digit = 0; digit < CHECKED_DIGITS; digit++) {
      int bit = digit * 5;
      int next = bit / 8 + 1 < all.length ? all[bit / 8 + 1] & 0xFF : 0;
      int window = ((all[bit / 8] & 0xFF) << 8) | next;
      text.append(digit > 0 && digit % 4 == 0 ? "-" : "");
      text.append(DIGITS.charAt((window >> (11 - bit % 8)) & 31));
    }
    return text.toString();
  }

  /// Reads what people have written down: groups in any case, O for 0, I and L for 1, with or
  /// without dashes and spaces.
  ///
  /// @param written the whole key, or its two halves in either order
  ///
  /// @return the seed; refused with what is wrong with it
  public static Outcome<byte[]> seedOf(List<String> written) {
    List<Read> parts = new ArrayList<>();
    for (String text : written) {
      switch (read(text)) {
        case Outcome.Accepted<Read>(Read part) -> parts.add(part);
        case Outcome.Refused<Read>(Refusal refusal) -> {
          return Outcome.refuse(refusal);
        }
      }
    }
    boolean whole = parts.size() == 1 && parts.getFirst().part() == Part.WHOLE;
    if (whole) {
      return Outcome.accept(parts.getFirst().bytes());
    }
    Set<Part> two = EnumSet.noneOf(Part.class);
    parts.forEach(each -> two.add(each.part()));
    if (parts.size() == 2 && two.equals(EnumSet.of(Part.FIRST, Part.SECOND))) {
      return Outcome.accept(combined(parts.getFirst().bytes(), parts.getLast().bytes()));
    }
    return two.size() == 1 && !two.contains(Part.WHOLE)
        ? refuse(
            "this is %s of the recovery key: it takes both, from the two people who have them"
                .formatted(parts.getFirst().part().words()))
        : refuse("give the whole recovery key once, or its two halves");
  }

  /// True if it can be read and is one of two halves.
  public static boolean isHalf(String written) {
    return read(written) instanceof Outcome.Accepted<Read>(Read is) && is.part() != Part.WHOLE;
  }

  private static Outcome<Read> read(String written) {
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
    byte[] seed = Arrays.copyOf(bytes, SEED_BYTES);
    for (Part part : Part.values()) {
      if (Arrays.equals(part.sum(seed), 0, 3, bytes, SEED_BYTES, SEED_BYTES + 3)) {
        return Outcome.accept(new Read(part, seed));
      }
    }
    return refuse("a letter or digit of the recovery key is wrong: look at each group again");
  }

  private static <T> Outcome<T> refuse(String words) {
    return Outcome.refuse(RefusalCode.MALFORMED, words);
  }

  /// Not the secret.
  @Override
  public String toString() {
    return "RecoveryKey[" + hash + "]";
  }
}
