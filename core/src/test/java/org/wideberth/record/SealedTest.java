package org.wideberth.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.record.JsonTest.refusal;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class SealedTest {
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Hash LEAF = Hash.sha256(new byte[] {7});

  private final Parties parties = new Parties();
  private final SealKey cobaltKey = parties.cobalt.seal().publicKey();

  @Test
  void onlyTheRecipientOpensAndOnlyForThatEntry() {
    Body body = Parties.body(1);
    Sealed sealed = Sealed.seal(COBALT, cobaltKey, LEAF, body, Parties.seed(700));
    assertThat(parties.cobalt.seal().open(sealed, LEAF)).isEqualTo(Outcome.accept(body));
    assertThat(parties.relief.seal().open(sealed, LEAF)).isInstanceOf(Outcome.Refused.class);
    assertThat(parties.cobalt.seal().open(sealed, Hash.sha256()))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aSealedBodyIsReadBackFromItsJson() {
    Sealed sealed = Sealed.seal(COBALT, cobaltKey, LEAF, Parties.body(1), Parties.seed(701));
    assertThat(Sealed.parse(JsonWriter.object(sealed::writeTo))).isEqualTo(Outcome.accept(sealed));
  }

  @Test
  void theLargestBodyIsSealedAndOpened() {
    Body body =
        Body.of(Salt.of(Parties.seed(1)), new byte[Limits.OPERATION_BODY_BYTES_MAX]).orThrow();
    Sealed sealed = Sealed.seal(COBALT, cobaltKey, LEAF, body, Parties.seed(702));
    Sealed read = Sealed.parse(JsonWriter.object(sealed::writeTo)).orThrow();
    assertThat(parties.cobalt.seal().open(read, LEAF)).isEqualTo(Outcome.accept(body));
  }

  @Test
  void aChangedSealedBodyNeverOpensAndNeverThrows() {
    Sealed sealed = Sealed.seal(COBALT, cobaltKey, LEAF, Parties.body(1), Parties.seed(703));
    byte[] json = JsonWriter.object(sealed::writeTo);
    Random random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      if (Sealed.parse(Mutations.mutate(json, random)) instanceof Outcome.Accepted<Sealed>(var read)
          && !(read.encapsulation() + read.cipher())
              .equals(sealed.encapsulation() + sealed.cipher())) {
        assertThat(parties.cobalt.seal().open(read, LEAF))
            .as("round %d of seed 6", i)
            .isInstanceOf(Outcome.Refused.class);
      }
    }
  }

  @Test
  void keysUnderWhichNothingIsSecretAreRefused() {
    for (String weak :
        new String[] {
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000080",
        }) {
      assertThat(refusal(SealKey.of(HexFormat.of().parseHex(weak))).code())
          .isEqualTo(RefusalCode.UNPROVEN);
    }
  }

  /// RFC 9180 Appendix A has no vector for AES-256 with X25519; the derivation of keys is the same.
  @Test
  void keysAreDerivedAsInRfc9180AppendixA1() {
    byte[] seed =
        HexFormat.of().parseHex("6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037");
    assertThat(HexFormat.of().formatHex(SealSecret.ofSeed(seed).publicKey().bytes()))
        .isEqualTo("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
  }
}
