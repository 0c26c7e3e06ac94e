package org.wideberth.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.people.SoftPasskey.SITE;
import static org.wideberth.people.SoftPasskey.authenticator;
import static org.wideberth.people.SoftPasskey.client;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

final class AssertionTest {
  private static final Hash CHALLENGE = Hash.sha256("what was shown".getBytes(UTF_8));
  private static final SoftPasskey ES = SoftPasskey.es256("weir");
  private static final SoftPasskey ED = SoftPasskey.edDsa("lund");

  private static Optional<String> problem(SoftPasskey by, byte[] authenticator, byte[] client) {
    return by.sign(authenticator, client).problem(by.key(), SITE, CHALLENGE);
  }

  @Test
  void anHonestAnswerOfEitherAlgorithmCounts() {
    assertThat(ES.sign(CHALLENGE).problem(ES.key(), SITE, CHALLENGE)).isEmpty();
    assertThat(ED.sign(CHALLENGE).problem(ED.key(), SITE, CHALLENGE)).isEmpty();
  }

  @Test
  void anotherKeyAChangedByteOrAnotherAlgorithmDoesNot() {
    assertThat(ES.sign(CHALLENGE).problem(SoftPasskey.es256("other").key(), SITE, CHALLENGE))
        .contains("the signature is not of the person's passkey over this");
    assertThat(ES.sign(CHALLENGE).problem(ED.key(), SITE, CHALLENGE)).isPresent();
    for (SoftPasskey by : new SoftPasskey[] {ES, ED}) {
      byte[] good = by.signature(authenticator(SITE, 5), client(SITE, CHALLENGE));
      for (int i = 0; i < good.length; i++) {
        byte[] bad = good.clone();
        bad[i] ^= 1;
        Assertion altered = new Assertion(authenticator(SITE, 5), client(SITE, CHALLENGE), bad);
        assertThat(altered.problem(by.key(), SITE, CHALLENGE)).as("byte %d", i).isPresent();
      }
    }
  }

  @Test
  void whoUsedItMustHaveBeenVerified() {
    for (int flags : new int[] {0, 1, 4, 0x19}) {
      assertThat(problem(ES, authenticator(SITE, flags), client(SITE, CHALLENGE)))
          .contains("the authenticator did not verify who used it");
    }
    assertThat(problem(ES, authenticator(SITE, 0x1d), client(SITE, CHALLENGE))).isEmpty();
  }

  @Test
  void theSiteIsTheOneOnTheRoster() {
    Site other = new Site("duty.cobalt.example", "https://duty.cobalt.example");
    assertThat(problem(ES, authenticator(other, 5), client(SITE, CHALLENGE)))
        .contains("the passkey was used for another host than duty.amber.example");
    for (String origin :
        new String[] {
          "https://duty.cobalt.example",
          "http://duty.amber.example:8440",
          "https://duty.amber.example",
          "https://duty.amber.example:8441"
        }) {
      assertThat(problem(ES, authenticator(SITE, 5), client("webauthn.get", origin, CHALLENGE, "")))
          .contains("it was signed on another page than https://duty.amber.example:8440");
    }
    for (String more : new String[] {",\"crossOrigin\":true", ",\"topOrigin\":\"https://x\""}) {
      assertThat(
              problem(
                  ES,
                  authenticator(SITE, 5),
                  client("webauthn.get", SITE.origin(), CHALLENGE, more)))
          .isPresent();
    }
  }

  @Test
  void theClientDataAreReadStrictlyAndMayHaveMoreMembers() {
    assertThat(
            problem(
                ES,
                authenticator(SITE, 5),
                client("webauthn.get", SITE.origin(), CHALLENGE, ",\"other\":\"x\"")))
        .isEmpty();
    assertThat(
            problem(
                ES,
                authenticator(SITE, 5),
                client("webauthn.create", SITE.origin(), CHALLENGE, "")))
        .contains("the client data are not of webauthn.get");
    assertThat(problem(ES, authenticator(SITE, 5), client(SITE, Hash.sha256(new byte[0]))))
        .contains("what was signed is not this");
    String good = new String(client(SITE, CHALLENGE), UTF_8);
    for (String bad :
        new String[] {
          good + " x", good.replaceFirst("\\{", "{\"type\":\"webauthn.get\","), "[]", ""
        }) {
      assertThat(problem(ES, authenticator(SITE, 5), bad.getBytes(UTF_8)))
          .contains("the client data cannot be read");
    }
  }

  @Test
  void theAuthenticatorDataEndWhereTheySay() {
    byte[] client = client(SITE, CHALLENGE);
    byte[] data = authenticator(SITE, 5);
    assertThat(problem(ES, Arrays.copyOf(data, 36), client))
        .contains("the authenticator data are too short");
    assertThat(problem(ES, Arrays.copyOf(data, 38), client))
        .contains("the authenticator data have bytes behind them");
    assertThat(problem(ES, authenticator(SITE, 0x45), client))
        .contains("the authenticator data are of an enrolment");
  }

  @Test
  void anEs256SignatureHasOneSpelling() {
    BigInteger n = CustomNamedCurves.getByName("secp256r1").getN();
    BigInteger one = BigInteger.ONE;
    assertThat(DerSignature.parse(SoftPasskey.der(one, n.subtract(one)), n)).isPresent();
    assertThat(DerSignature.parse(SoftPasskey.der(BigInteger.ZERO, one), n)).isEmpty();
    assertThat(DerSignature.parse(SoftPasskey.der(one, n), n)).isEmpty();
    assertThat(DerSignature.parse(SoftPasskey.der(one, one.negate()), n)).isEmpty();
    byte[] padded = {0x30, 7, 2, 2, 0, 1, 2, 1, 1};
    assertThat(DerSignature.parse(padded, n)).isEmpty();
    byte[] behind = Arrays.copyOf(SoftPasskey.der(one, one), 9);
    assertThat(DerSignature.parse(behind, n)).isEmpty();
    behind[1] = 7;
    assertThat(DerSignature.parse(behind, n)).isEmpty();
    assertThat(DerSignature.parse(new byte[0], n)).isEmpty();
    assertThat(DerSignature.parse(new byte[] {0x30, 6, 2, 127, 1, 2, 1, 1}, n)).isEmpty();
  }

  @Test
  void onlyKeysOfTheTwoAlgorithmsAreTaken() {
    assertThat(Passkey.of(-257, new byte[32])).isInstanceOf(Outcome.Refused.class);
    assertThat(Passkey.of(-7, new byte[65])).isInstanceOf(Outcome.Refused.class);
    byte[] offCurve = ES.key().bytes();
    offCurve[64] ^= 1;
    assertThat(Passkey.of(-7, offCurve)).isInstanceOf(Outcome.Refused.class);
    assertThat(Passkey.of(-8, new byte[32])).isInstanceOf(Outcome.Refused.class);
    assertThat(Passkey.of(-7, ES.key().bytes()).orThrow()).isEqualTo(ES.key());
  }

  @Test
  void anEnrolmentGivesCredentialAndKey() {
    byte[] client = client("webauthn.create", SITE.origin(), CHALLENGE, "");
    for (SoftPasskey by : new SoftPasskey[] {ES, ED}) {
      AttestedKey read =
          AttestedKey.read(by.attested(SITE, 0x45), client, SITE, CHALLENGE).orThrow();
      assertThat(read).isEqualTo(new AttestedKey(by.credential(), by.key()));
      byte[] data = by.attested(SITE, 0x45);
      for (int length = 0; length < data.length; length++) {
        assertThat(AttestedKey.read(Arrays.copyOf(data, length), client, SITE, CHALLENGE))
            .as("cut to %d", length)
            .isInstanceOf(Outcome.Refused.class);
      }
      assertThat(AttestedKey.read(Arrays.copyOf(data, data.length + 1), client, SITE, CHALLENGE))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(AttestedKey.read(by.attested(SITE, 0x41), client, SITE, CHALLENGE))
          .as("nobody was verified")
          .isInstanceOf(Outcome.Refused.class);
      assertThat(AttestedKey.read(data, client, SITE, Hash.sha256(data)))
          .isInstanceOf(Outcome.Refused.class);
    }
  }
}
