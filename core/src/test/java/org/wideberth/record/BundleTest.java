package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.record.JsonTest.refusal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class BundleTest {
  private static final Instant COSIGNED = Instant.ofEpochSecond(1_795_000_100);
  private static final Instant MADE = Instant.ofEpochSecond(1_795_100_000);

  private final Parties parties = new Parties();
  private final List<Card> all = List.of(parties.amberCard, parties.cobaltCard, parties.reliefCard);

  /// Five entries of amber's log; entry 3 is to cobalt only and is shown, held by both others.
  private Bundle bundle() {
    Body body = Parties.body(3);
    LogCopy log = new LogCopy(parties.amber.origin(), parties.amber.log().key());
    List<byte[]> entries = new ArrayList<>(parties.entries(5));
    Audience cobaltOnly = new Audience.Named(List.of(new PartyId("cobalt")));
    entries.set(3, parties.entry(3, cobaltOnly, body).toBytes());
    log.commit(log.extend(entries, parties.amber.log()));
    SignedCheckpoint checkpoint = log.newest().orElseThrow();
    Bundle.Proof proof =
        new Bundle.Proof(
            checkpoint.note(),
            log.tree().inclusionProof(3, 5),
            List.of(
                Bundle.ReceiptText.of(receipt(checkpoint, parties.cobalt, parties.cobaltCard, 0)),
                Bundle.ReceiptText.of(receipt(checkpoint, parties.relief, parties.reliefCard, 9))));
    return new Bundle(
        Parties.THEATRE,
        MADE,
        all,
        List.of(
            Bundle.Item.of(
                parties.amber.origin(), 3, log.entry(3), Optional.of(body), List.of(proof))));
  }

  private static Receipt receipt(
      SignedCheckpoint checkpoint, PartyKeys holder, Card card, int secondsLater) {
    Instant time = COSIGNED.plusSeconds(secondsLater);
    return Receipt.of(
            Cosignature.sign(checkpoint, time, holder.witness()),
            HoldingNote.sign(
                holder.origin(), checkpoint.checkpoint(), time, new TreeSet<>(), holder.log()),
            card)
        .orThrow();
  }

  @Test
  void aBundleSaysWhoSaidWhatWhenAtTheLatestAndWhoHadItWhen() {
    BundleReport report = BundleVerifier.verify(bundle().toBytes(), all);
    assertThat(report.problems()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.words())
        .contains("amber wrote a body of type \"message\" (entry 3 of log valley/amber/1")
        .contains("existed at the latest at 2026-11-18T11:08:20Z, cosigned by cobalt and relief")
        .contains("cobalt held entry 3 of log valley/amber/1 and its body by 2026-11-18T11:08:20Z")
        .contains("relief held entry 3 of log valley/amber/1 by 2026-11-18T11:08:29Z, as a witness")
        .doesNotContain("relief held entry 3 of log valley/amber/1 and its body");
    assertThat(report.claims())
        .extracting(Claim::kind)
        .containsExactly(
            Claim.Kind.MADE,
            Claim.Kind.CARD,
            Claim.Kind.CARD,
            Claim.Kind.CARD,
            Claim.Kind.WROTE,
            Claim.Kind.AT_LATEST,
            Claim.Kind.DELIVERED,
            Claim.Kind.WITNESSED);
  }

  @Test
  void withoutCardsOrWithSomeMissingTheSignersAreUnproven() {
    byte[] file = bundle().toBytes();
    for (List<Card> cards :
        List.of(List.<Card>of(), List.of(parties.amberCard), all.subList(0, 2))) {
      BundleReport report = BundleVerifier.verify(file, cards);
      assertThat(report.problems()).isEmpty();
      assertThat(report.holds()).isFalse();
      assertThat(report.words())
          .contains("signers unproven")
          .contains(parties.amberCard.fingerprint());
    }
    assertThat(BundleVerifier.verify(file, all.subList(0, 2)).claims())
        .filteredOn(claim -> claim.kind() == Claim.Kind.AT_LATEST)
        .allSatisfy(
            claim -> {
              assertThat(claim.standing()).isEqualTo(Claim.Standing.PROVEN);
              assertThat(claim.words()).endsWith("cosigned by cobalt");
            });
  }

  @Test
  void aBundleIsReadBackAndWrittenTheSame() {
    byte[] file = bundle().toBytes();
    assertThat(Bundle.parse(file).orThrow().toBytes()).isEqualTo(file);
    assertThat(Bundle.parse(file).orThrow()).isEqualTo(bundle());
  }

  @Test
  void whateverByteOfTheFileIsChangedTheSameClaimsAreNeverMadeAgain() {
    byte[] file = bundle().toBytes();
    Random random = new Random(21);
    for (int at = 0; at < file.length; at++) {
      for (byte value : replacements(file[at], random)) {
        byte[] changed = file.clone();
        changed[at] = value;
        BundleReport report = BundleVerifier.verify(changed, all);
        assertThat(report.holds()).as("byte %d to %d, seed 21", at, value).isFalse();
        assertThat(report.claims()).isEmpty();
      }
    }
  }

  @Test
  void whateverByteIsChangedAndTheDigestMadeAnewTheSameClaimsAreNeverMadeAgain() {
    byte[] file = bundle().toBytes();
    List<Claim> claims = BundleVerifier.verify(file, all).claims();
    int end = new String(file, UTF_8).getBytes(UTF_8).length - digestMember(file).length;
    Random random = new Random(22);
    int stillHolding = 0;
    for (int at = 0; at < end; at++) {
      for (byte value : replacements(file[at], random)) {
        byte[] changed = Arrays.copyOf(file, end);
        changed[at] = value;
        BundleReport report = BundleVerifier.verify(withDigest(changed), all);
        if (report.holds()) {
          stillHolding++;
          assertThat(report.claims()).as("byte %d to %d, seed 22", at, value).isNotEqualTo(claims);
        }
      }
    }
    assertThat(stillHolding).as("only digits of the time when it was made").isBetween(1, 40);
  }

  private static byte[] replacements(byte original, Random random) {
    byte flipped = (byte) (original ^ (1 << random.nextInt(7)));
    byte digit = (byte) ('0' + random.nextInt(10));
    byte letter = (byte) ('A' + random.nextInt(26));
    byte other = digit == original ? letter : digit;
    return new byte[] {flipped, random.nextBoolean() || letter == original ? other : letter};
  }

  private static byte[] digestMember(byte[] file) {
    String text = new String(file, UTF_8);
    return text.substring(text.lastIndexOf(",\"digest\"")).getBytes(UTF_8);
  }

  private static byte[] withDigest(byte[] open) {
    byte[] member = (",\"digest\":\"" + Hash.sha256(open) + "\"}").getBytes(UTF_8);
    byte[] file = Arrays.copyOf(open, open.length + member.length);
    System.arraycopy(member, 0, file, open.length, member.length);
    return file;
  }

  @Test
  void mutilatedBundlesAreReportedAndNeverThrow() {
    byte[] file = bundle().toBytes();
    List<Claim> claims = BundleVerifier.verify(file, all).claims();
    Random random = new Random(23);
    for (int i = 0; i < 1_500; i++) {
      byte[] open =
          Mutations.mutate(Arrays.copyOf(file, file.length - digestMember(file).length), random);
      BundleReport report = BundleVerifier.verify(withDigest(open), all);
      assertThat(report.holds() && report.claims().equals(claims))
          .as("round %d of seed 23", i)
          .isEqualTo(Arrays.equals(withDigest(open), file));
    }
  }

  @Test
  void anAttackerWhoMakesEverythingAnewWithKeysOfHisOwnProvesNothing() {
    Forger forger = new Forger();
    byte[] forged = forger.bundle();
    BundleReport known = BundleVerifier.verify(forged, all);
    assertThat(known.holds()).isFalse();
    assertThat(known.problems()).isNotEmpty();
    assertThat(known.claims())
        .filteredOn(claim -> claim.standing() == Claim.Standing.PROVEN)
        .isEmpty();

    BundleReport stranger = BundleVerifier.verify(forged, List.of());
    assertThat(stranger.holds()).isFalse();
    assertThat(stranger.claims())
        .isNotEqualTo(BundleVerifier.verify(bundle().toBytes(), List.of()).claims());
    assertThat(stranger.words()).doesNotContain(parties.amberCard.fingerprint());
  }

  /// The same names, other keys, and otherwise all as it should be.
  private final class Forger {
    private final PartyKeys amber = Parties.keys("amber", 31);
    private final PartyKeys cobalt = Parties.keys("cobalt", 32);

    byte[] bundle() {
      Bundle real = BundleTest.this.bundle();
      LogCopy log = new LogCopy(amber.origin(), amber.log().key());
      log.commit(log.extend(parties.entries(3), amber.log()));
      byte[] entry = real.items().getFirst().entryBytes();
      log.commit(log.extend(List.of(entry), amber.log()));
      SignedCheckpoint checkpoint = log.newest().orElseThrow();
      Card cobaltCard = Parties.card(cobalt);
      Bundle.Proof proof =
          new Bundle.Proof(
              checkpoint.note(),
              log.tree().inclusionProof(3, 4),
              List.of(Bundle.ReceiptText.of(receipt(checkpoint, cobalt, cobaltCard, -50))));
      Bundle.Item item =
          Bundle.Item.of(amber.origin(), 3, entry, real.items().getFirst().body(), List.of(proof));
      return new Bundle(
              Parties.THEATRE, MADE, List.of(Parties.card(amber), cobaltCard), List.of(item))
          .toBytes();
    }
  }

  @Test
  void anItemWithoutProofOrWithTheBodyOfAnotherEntryClaimsNothing() {
    Bundle.Item item = bundle().items().getFirst();
    Bundle.Item bare = new Bundle.Item(item.origin(), 3, item.entry(), item.body(), List.of());
    Bundle.Item swapped =
        new Bundle.Item(
            item.origin(), 3, item.entry(), Optional.of(Parties.body(4)), item.proofs());
    Bundle.Item moved =
        new Bundle.Item(item.origin(), 2, item.entry(), Optional.empty(), item.proofs());
    for (Bundle.Item bad : List.of(bare, swapped, moved)) {
      BundleReport report =
          BundleVerifier.verify(
              new Bundle(Parties.THEATRE, MADE, all, List.of(bad)).toBytes(), all);
      assertThat(report.holds()).isFalse();
      assertThat(report.problems()).hasSize(1);
      assertThat(report.claims())
          .extracting(Claim::kind)
          .containsOnly(Claim.Kind.MADE, Claim.Kind.CARD);
    }
  }

  @Test
  void twoCheckpointsOfOneSizeInABundleAreAForkInWords() {
    Bundle.Item item = bundle().items().getFirst();
    LogCopy branch = new LogCopy(parties.amber.origin(), parties.amber.log().key());
    List<byte[]> entries = new ArrayList<>(parties.entries(5));
    entries.set(4, parties.entry(4, Audience.authorOnly(), Parties.body(99)).toBytes());
    branch.commit(branch.extend(entries, parties.amber.log()));
    Bundle.Item other =
        Bundle.Item.of(
            parties.amber.origin(),
            4,
            branch.entry(4),
            Optional.empty(),
            List.of(
                new Bundle.Proof(
                    branch.newest().orElseThrow().note(),
                    branch.tree().inclusionProof(4, 5),
                    List.of())));
    BundleReport report =
        BundleVerifier.verify(
            new Bundle(Parties.THEATRE, MADE, all, List.of(item, other)).toBytes(), all);
    assertThat(report.holds()).isFalse();
    assertThat(report.words()).contains("valley/amber/1 signed two different logs of size 5");
    assertThat(report.claims()).filteredOn(claim -> claim.kind() == Claim.Kind.WROTE).hasSize(2);
  }

  @Test
  void anUnreadableLeafIsShownAsSuchAndStillProven() {
    LogCopy log = new LogCopy(parties.amber.origin(), parties.amber.log().key());
    log.commit(log.extend(List.of("{rubbish".getBytes(UTF_8)), parties.amber.log()));
    Bundle.Item item =
        Bundle.Item.of(
            parties.amber.origin(),
            0,
            log.entry(0),
            Optional.empty(),
            List.of(new Bundle.Proof(log.newest().orElseThrow().note(), List.of(), List.of())));
    BundleReport report =
        BundleVerifier.verify(new Bundle(Parties.THEATRE, MADE, all, List.of(item)).toBytes(), all);
    assertThat(report.holds()).isTrue();
    assertThat(report.words()).contains("amber wrote something that cannot be read");
  }

  @Test
  void aBundleTakesTenThousandEntriesAndNotOneMore() {
    List<Bundle.Item> items = new ArrayList<>();
    for (int seq = 0; seq < Limits.BUNDLE_ITEMS_MAX; seq++) {
      items.add(
          Bundle.Item.of(parties.amber.origin(), seq, new byte[0], Optional.empty(), List.of()));
    }
    byte[] full = new Bundle(Parties.THEATRE, MADE, all, items).toBytes();
    assertThat(Bundle.parse(full)).isInstanceOf(Outcome.Accepted.class);
    String over =
        new String(full, UTF_8)
            .replace(
                "\"items\":[",
                "\"items\":[{\"origin\":\"a/a/1\",\"seq\":0,\"entry\":\"\",\"proofs\":[]},");
    assertThat(refusal(Bundle.parse(over.getBytes(UTF_8))).code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void aFileLargerThanABundleMayBeIsRefusedUnread() {
    assertThat(refusal(Bundle.parse(new byte[Limits.BUNDLE_BYTES_MAX + 1])).code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }
}
