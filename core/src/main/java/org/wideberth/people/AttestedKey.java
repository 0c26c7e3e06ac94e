package org.wideberth.people;

import java.util.Arrays;
import java.util.Optional;
import org.wideberth.people.RosterBody.Credential;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What an authenticator answers when a passkey is made (WebAuthn Level 3 §7.1): the credential
/// and its public key, out of the authenticator data. Who made the authenticator is not asked for,
/// so there is no attestation to look at. Immutable.
public record AttestedKey(Credential credential, Passkey key) {
  /// The longest credential, a key, and what stands around them.
  public static final int AUTHENTICATOR_BYTES_MAX = 2_048;

  private static final int HEAD_BYTES = 37;
  private static final int MODEL_BYTES = 16;
  private static final int ATTESTED = 0x40;
  private static final int EXTENDED = 0x80;

  /// The COSE keys (RFC 9052 §7) that count, in the one form that CTAP2 writes:
  /// kty EC2, alg ES256, crv P-256, x, y; and kty OKP, alg EdDSA, crv Ed25519, x.
  private static final byte[] ES256_X = {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20};

  private static final byte[] ES256_Y = {0x22, 0x58, 0x20};
  private static final byte[] EDDSA_X = {(byte) 0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 0x20};

  private static final int COORDINATE_BYTES = 32;

  /// Reads the answer to a challenge to make a passkey.
  ///
  /// @param authenticator the authenticator data
  /// @param client the client data, JSON as the browser wrote it
  public static Outcome<AttestedKey> read(
      byte[] authenticator, byte[] client, Site site, Hash challenge) {
    if (authenticator.length > AUTHENTICATOR_BYTES_MAX) {
      return no("the authenticator data are too long");
    }
    Optional<String> words =
        Assertion.clientProblem(client, "webauthn.create", site, challenge)
            .or(() -> Assertion.authenticatorProblem(authenticator, site));
    if (words.isPresent()) {
      return no(words.get());
    }
    int from = HEAD_BYTES + MODEL_BYTES + 2;
    if ((authenticator[32] & ATTESTED) == 0 || authenticator.length < from) {
      return no("the authenticator data have no passkey in them");
    }
    int length = (authenticator[from - 2] & 0xff) << 8 | (authenticator[from - 1] & 0xff);
    if (from + length > authenticator.length) {
      return no("the credential is cut off");
    }
    byte[] key = Arrays.copyOfRange(authenticator, from + length, authenticator.length);
    boolean extended = (authenticator[32] & EXTENDED) != 0;
    return Credential.of(Arrays.copyOfRange(authenticator, from, from + length))
        .then(credential -> key(key, extended).map(each -> new AttestedKey(credential, each)));
  }

  private static Outcome<Passkey> key(byte[] cose, boolean extended) {
    int y = ES256_X.length + COORDINATE_BYTES;
    int es256 = y + ES256_Y.length + COORDINATE_BYTES;
    if (starts(cose, 0, ES256_X) && starts(cose, y, ES256_Y) && ends(cose, es256, extended)) {
      byte[] point = new byte[Passkey.KEY_BYTES_MAX];
      point[0] = 4;
      System.arraycopy(cose, ES256_X.length, point, 1, COORDINATE_BYTES);
      System.arraycopy(cose, y + ES256_Y.length, point, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
      return Passkey.of(-7, point);
    }
    int eddsa = EDDSA_X.length + COORDINATE_BYTES;
    if (starts(cose, 0, EDDSA_X) && ends(cose, eddsa, extended)) {
      return Passkey.of(-8, Arrays.copyOfRange(cose, EDDSA_X.length, eddsa));
    }
    return no("the key is neither of ES256 nor of EdDSA");
  }

  private static boolean starts(byte[] bytes, int at, byte[] with) {
    return bytes.length >= at + with.length
        && Arrays.equals(bytes, at, at + with.length, with, 0, with.length);
  }

  /// Behind the key only extensions, if the authenticator says that there are some.
  private static boolean ends(byte[] bytes, int at, boolean extended) {
    return extended ? bytes.length > at : bytes.length == at;
  }

  private static <T> Outcome<T> no(String words) {
    return Outcome.refuse(RefusalCode.UNPROVEN, words);
  }
}
