package org.wideberth.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.party.Succession.Reason;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.SignatureType;
import org.wideberth.refusal.Outcome;

class SuccessionTest {
  private static final Origin FIRST = new Origin(new TheatreId("valley"), new PartyId("amber"), 1);
  private static final Origin SECOND = new Origin(new TheatreId("valley"), new PartyId("amber"), 2);
  private static final Ed25519Signer RECOVERY = Ed25519Signer.ofSeed(seed(9));

  private static byte[] seed(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return seed;
  }

  private static Card card(Origin origin, int number) {
    PartyKeys keys = PartyKeys.ofSeeds(origin, seed(number), seed(number + 1), seed(number + 2));
    Identity identity =
        keys.identity(
            DisplayName.parse("Amber").orThrow(),
            Hash.sha256(seed(number)),
            Identity.recoveryHash(RECOVERY.publicKey()));
    return Card.sign(identity, List.of(), keys.log());
  }

  private static NoteSigner signer(Ed25519Signer key) {
    return new NoteSigner(Succession.recoveryName(FIRST), SignatureType.NOTE, key);
  }

  private static NewKeys keys() {
    Card next = card(SECOND, 40);
    return new NewKeys(
        Succession.sign(
            card(FIRST, 20).identity(),
            17,
            Hash.sha256(seed(1)),
            Reason.COMPROMISE,
            Instant.parse("2026-11-25T12:00:00Z"),
            next.identity(),
            signer(RECOVERY)),
        next);
  }

  @Test
  void aFileReadsAsItWasWrittenAndFollowsTheOldCardOnly() {
    NewKeys read = NewKeys.parse(keys().text()).orThrow();
    assertThat(read).isEqualTo(keys());
    assertThat(read.succession().size()).isEqualTo(17);
    assertThat(read.succession().reason()).isEqualTo(Reason.COMPROMISE);
    assertThat(read.succession().follows(card(FIRST, 20).identity())).isTrue();
    assertThat(read.succession().follows(card(FIRST, 60).identity())).isFalse();
    assertThat(read.succession().leadsTo(card(SECOND, 60).identity())).isFalse();
  }

  @Test
  void noByteOfItCanBeChanged() {
    String file = keys().text();
    for (int i = 0; i < file.length(); i++) {
      String changed =
          file.substring(0, i) + (file.charAt(i) == '7' ? '8' : '7') + file.substring(i + 1);
      Outcome<NewKeys> read = NewKeys.parse(changed);
      assertThat(
              read instanceof Outcome.Refused<NewKeys>
                  || !read.orThrow().succession().follows(card(FIRST, 20).identity()))
          .as("character %d", i)
          .isTrue();
    }
  }

  @Test
  void onlyTheRecoveryKeyOfTheOldCardSignsIt() {
    Ed25519Signer thief = Ed25519Signer.ofSeed(seed(77));
    assertThatThrownBy(
            () ->
                Succession.sign(
                    card(FIRST, 20).identity(),
                    17,
                    Hash.sha256(seed(1)),
                    Reason.ROTATION,
                    Instant.parse("2026-11-25T12:00:00Z"),
                    card(SECOND, 40).identity(),
                    signer(thief)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noEpochIsSkipped() {
    Card third = card(new Origin(FIRST.theatre(), FIRST.party(), 3), 40);
    assertThatThrownBy(
            () ->
                Succession.sign(
                    card(FIRST, 20).identity(),
                    17,
                    Hash.sha256(seed(1)),
                    Reason.ROTATION,
                    Instant.parse("2026-11-25T12:00:00Z"),
                    third.identity(),
                    signer(RECOVERY)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
