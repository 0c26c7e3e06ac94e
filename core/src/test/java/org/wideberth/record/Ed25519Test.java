package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.record.JsonTest.refusal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.record.Vectors.Vector;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class Ed25519Test {

  @Test
  void wycheproofsVerdictsAreOurs() {
    Vector file = Vectors.object(Vectors.shared("vectors/wycheproof_ed25519.json.gz"));
    int seen = 0;
    for (Vector group : file.objects("testGroups")) {
      String key = group.object("publicKey").text("pk");
      for (Vector test : group.objects("tests")) {
        assertThat(verify(key, hex(test.text("msg")), test.text("sig")))
            .as("tcId " + test.text("tcId"))
            .isEqualTo(test.text("result").equals("valid"));
        seen++;
      }
    }
    assertThat(seen).isEqualTo(151);
  }

  /// Frozen: a change of these verdicts is a fork between versions. The numbers are of vectors
  /// whose key may be enrolled and whose signature holds.
  @Test
  void verdictsOnTheEdgeCasesAreTheFrozenOnes() throws IOException {
    List<String> holding = new ArrayList<>();
    for (Vector test : Vectors.objects(Vectors.shared("vectors/cctv_ed25519.json.gz"))) {
      byte[] message = test.text("msg").getBytes(UTF_8);
      if (verify(test.text("key"), message, test.text("sig"))) {
        holding.add(test.text("number"));
      }
    }
    try (var frozen = Ed25519Test.class.getResourceAsStream("/vectors/ed25519/cctv-verdicts.txt")) {
      assertThat(holding)
          .isEqualTo(
              List.of(
                  new String(Objects.requireNonNull(frozen).readAllBytes(), UTF_8)
                      .trim()
                      .split("\\s+")));
    }
  }

  @Test
  void keysOfLowOrMixedOrderAndOtherSpellingsOfAKeyAreNotEnrolled() {
    String[] weak = {
      "0100000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    };
    for (String key : weak) {
      assertThat(refusal(Ed25519Key.of(hex(key))).code()).isEqualTo(RefusalCode.UNPROVEN);
    }
    assertThat(refusal(Ed25519Key.of(new byte[31])).code()).isEqualTo(RefusalCode.MALFORMED);
  }

  @Test
  void whatIsSignedIsVerifiedAndNothingElse() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      byte[] secret = new byte[32];
      random.nextBytes(secret);
      byte[] message = new byte[random.nextInt(200)];
      random.nextBytes(message);
      Ed25519Signer signer = Ed25519Signer.ofSeed(secret);
      byte[] signature = signer.sign(message);
      assertThat(signer.publicKey().verify(message, signature)).as("seed " + seed).isTrue();
      byte[] changed = signature.clone();
      changed[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      assertThat(signer.publicKey().verify(message, changed)).as("seed " + seed).isFalse();
      assertThat(signer.publicKey().verify(message, Arrays.copyOf(signature, 63))).isFalse();
      assertThat(signer.publicKey().verify(message, new byte[0])).isFalse();
    }
  }

  private static boolean verify(String key, byte[] message, String signature) {
    return switch (Ed25519Key.of(hex(key))) {
      case Outcome.Accepted<Ed25519Key>(var enrolled) -> enrolled.verify(message, hex(signature));
      case Outcome.Refused<Ed25519Key> refused -> false;
    };
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
