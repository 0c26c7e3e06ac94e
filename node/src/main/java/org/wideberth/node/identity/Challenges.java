package org.wideberth.node.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Challenges for who is not signed in yet. Nothing is kept of one that was given out: it is known
/// again by a MAC, so that who asks for many fills nothing. One that was answered well is
/// remembered until it is over.
///
/// Thread-safe (one monitor).
public final class Challenges {
  /// For a person to find the authenticator.
  public static final Duration LASTS = Duration.ofMinutes(5);

  private static final int RANDOM_BYTES = 16;
  private static final int MAC_BYTES = 32;
  private static final int BYTES = Long.BYTES + RANDOM_BYTES + MAC_BYTES;

  /// What a challenge is for; one for the one is none for the other.
  public enum Purpose {
    SIGN_IN,
    ENROL
  }

  private final SecureRandom random;
  private final InstantSource clock;
  private final SecretKeySpec key;
  private final Map<String, Instant> answered = new LinkedHashMap<>();

  public Challenges(SecureRandom random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
    byte[] secret = new byte[MAC_BYTES];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /// A new one, to be given back with the answer.
  public String make(Purpose purpose) {
    byte[] noise = new byte[RANDOM_BYTES];
    random.nextBytes(noise);
    byte[] head =
        ByteBuffer.allocate(Long.BYTES + RANDOM_BYTES).putLong(clock.millis()).put(noise).array();
    byte[] whole = ByteBuffer.allocate(BYTES).put(head).put(mac(purpose, head)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /// What the authenticator signs for it.
  public static Hash toSign(Purpose purpose, String challenge) {
    return Hash.sha256(
        ("wideberth.org/" + purpose + "/v1\n" + challenge).getBytes(StandardCharsets.UTF_8));
  }

  /// Whether it was made here for that purpose, is not over and was not answered yet.
  public synchronized Outcome<Hash> check(Purpose purpose, String challenge) {
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(challenge);
    } catch (IllegalArgumentException bad) {
      whole = new byte[0];
    }
    if (whole.length != BYTES) {
      return no();
    }
    byte[] head = new byte[Long.BYTES + RANDOM_BYTES];
    byte[] mac = new byte[MAC_BYTES];
    ByteBuffer.wrap(whole).get(head).get(mac);
    Instant made = Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong());
    boolean good =
        MessageDigest.isEqual(mac, mac(purpose, head))
            && clock.instant().isBefore(made.plus(LASTS))
            && !answered.containsKey(challenge);
    return good ? Outcome.accept(toSign(purpose, challenge)) : no();
  }

  /// It was answered well, and is not taken again.
  public synchronized void answered(String challenge) {
    Instant now = clock.instant();
    answered.values().removeIf(each -> !now.isBefore(each.plus(LASTS)));
    answered.put(challenge, now);
  }

  private static Outcome<Hash> no() {
    return Outcome.refuse(
        RefusalCode.UNAUTHENTICATED, "challenge: it is unknown, answered or over; begin anew");
  }

  private byte[] mac(Purpose purpose, byte[] head) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.name().getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      return mac.doFinal(head);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }
}
