package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wideberth.record.JsonTest.refusal;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class ReceiptTest {
  private static final Instant T1 = Instant.ofEpochSecond(1_795_000_100);
  private static final Instant T2 = Instant.ofEpochSecond(1_795_000_200);
  private static final Audience TO_COBALT = Audience.of(Set.of(new PartyId("cobalt")));

  private final Parties parties = new Parties();
  private final SignedCheckpoint checkpoint = parties.checkpoint(5);

  @Test
  void anAddressedEntryIsDeliveredWhenHeldAndWitnessedOtherwise() {
    Receipt receipt = receipt(T1, T1, 2L, 3L);
    assertThat(receipt.holds(1, entry(1, TO_COBALT))).isEqualTo(new Holding.Delivered(T1));
    assertThat(receipt.holds(1, entry(1, Audience.everyone())))
        .isEqualTo(new Holding.Delivered(T1));
    assertThat(receipt.holds(2, entry(2, TO_COBALT))).isEqualTo(new Holding.Witnessed(T1));
    assertThat(receipt.holds(1, entry(1, Audience.authorOnly())))
        .isEqualTo(new Holding.Witnessed(T1));
    assertThat(receipt.holds(1, entry(1, new Audience.Sealed())))
        .isEqualTo(new Holding.Witnessed(T1));
    assertThat(receipt.holds(5, entry(5, TO_COBALT))).isEqualTo(new Holding.NotYet());
    assertThat(receipt.holds(4, entry(3, TO_COBALT))).isEqualTo(new Holding.NotYet());
  }

  @Test
  void aBodyThatCameAfterTheCosignatureIsNotDatedBackToIt() {
    assertThat(receipt(T1, T2).holds(1, entry(1, TO_COBALT))).isEqualTo(new Holding.Delivered(T2));
    assertThat(receipt(T2, T1).holds(1, entry(1, TO_COBALT))).isEqualTo(new Holding.Delivered(T2));
  }

  @Test
  void aReceiptIsForOneCheckpointAndOneHolder() {
    Receipt good = receipt(T1, T1);
    Receipt other = receipt(parties.checkpoint(4), T1, T1, new TreeSet<>());
    assertThat(verify(checkpoint, good.cosignature(), good.holding()))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(refusal(verify(checkpoint, good.cosignature(), other.holding())).code())
        .isEqualTo(RefusalCode.UNPROVEN);
    assertThat(refusal(verify(checkpoint, other.cosignature(), good.holding())).code())
        .isEqualTo(RefusalCode.UNPROVEN);
    assertThat(
            Receipt.verify(
                checkpoint.note(),
                good.cosignature().line(),
                good.holding().note(),
                parties.amberCard,
                parties.reliefCard))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aThousandMissingRangesAreListedAndMoreAreWidenedNeverForgotten() {
    TreeSet<Long> missing = new TreeSet<>();
    for (long seq = 0; missing.size() < Limits.MISSING_RANGES_MAX; seq += 2) {
      missing.add(seq);
    }
    assertThat(holding(missing).missing()).hasSize(Limits.MISSING_RANGES_MAX);
    missing.add(9_000L);
    HoldingNote widened = holding(missing);
    assertThat(widened.missing()).hasSize(Limits.MISSING_RANGES_MAX);
    assertThat(missing).allMatch(widened::lacks);
    assertThat(widened.lacks(8_999)).isTrue();
    assertThat(widened.lacks(1)).isFalse();
    assertThat(widened.lacks(9_001)).isFalse();
  }

  @Test
  void oneMoreMissingRangeThanTheLimitIsRefused() {
    StringBuilder text = new StringBuilder(unsigned());
    for (int i = 0; i <= Limits.MISSING_RANGES_MAX; i++) {
      text.append("missing ").append(2 * i).append('-').append(2 * i).append('\n');
    }
    assertThat(refusal(signed(text.toString())).code()).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void aHoldingNoteThatIsNotInFormIsRefusedThoughItIsSigned() {
    assertThat(signed(unsigned())).isInstanceOf(Outcome.Accepted.class);
    for (String bad :
        List.of(
            unsigned() + "missing 3-2\n",
            unsigned() + "missing 3\n",
            unsigned() + "missing 3-4\nmissing 5-6\n",
            unsigned() + "missing 3-4\nmissing 1-1\n",
            unsigned() + "missing 3-9999\n",
            unsigned() + "missing 03-4\n",
            unsigned() + "more\n",
            unsigned().replace("size 9999", "size 0"),
            unsigned().replace("v1", "v2"),
            unsigned().replace("holder valley/cobalt/1", "holder valley/relief/1"))) {
      assertThat(signed(bad)).as(bad).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void aChangedHoldingNoteNeverVerifiesAndNeverThrows() {
    HoldingNote good = receipt(T1, T1, 2L).holding();
    byte[] bytes = good.note().getBytes(UTF_8);
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      String changed = new String(Mutations.mutate(bytes, random), UTF_8);
      assertThat(HoldingNote.verify(changed, parties.cobalt.log().key()))
          .as("round %d of seed 3", i)
          .isInstanceOf(
              changed.equals(good.note()) ? Outcome.Accepted.class : Outcome.Refused.class);
    }
  }

  @Test
  void theAuthorsOwnKeyCannotSignForAHolder() {
    assertThatThrownBy(
            () ->
                HoldingNote.sign(
                    parties.cobalt.origin(),
                    checkpoint.checkpoint(),
                    T1,
                    new TreeSet<>(),
                    parties.amber.log()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String unsigned() {
    return "wideberth/holding/v1\nholder valley/cobalt/1\norigin valley/amber/1\nsize 9999\nroot "
        + checkpoint.root()
        + "\ntime 1795000100\n";
  }

  private Outcome<HoldingNote> signed(String text) {
    return HoldingNote.verify(
        Note.sign(text, parties.cobalt.log()).toString(), parties.cobalt.log().key());
  }

  private HoldingNote holding(SortedSet<Long> missing) {
    Checkpoint large = new Checkpoint(parties.amber.origin(), 9_999, checkpoint.root());
    return HoldingNote.sign(parties.cobalt.origin(), large, T1, missing, parties.cobalt.log());
  }

  private Receipt receipt(Instant cosigned, Instant held, Long... missing) {
    return receipt(checkpoint, cosigned, held, new TreeSet<>(List.of(missing)));
  }

  private Receipt receipt(
      SignedCheckpoint signed, Instant cosigned, Instant held, SortedSet<Long> missing) {
    return verify(
            signed,
            Cosignature.sign(signed, cosigned, parties.cobalt.witness()),
            HoldingNote.sign(
                parties.cobalt.origin(), signed.checkpoint(), held, missing, parties.cobalt.log()))
        .orThrow();
  }

  private Outcome<Receipt> verify(
      SignedCheckpoint signed, Cosignature cosignature, HoldingNote holding) {
    return Receipt.verify(
        signed.note(), cosignature.line(), holding.note(), parties.amberCard, parties.cobaltCard);
  }

  private Entry entry(long seq, Audience to) {
    return parties.entry(seq, to, Parties.body((int) seq));
  }
}
