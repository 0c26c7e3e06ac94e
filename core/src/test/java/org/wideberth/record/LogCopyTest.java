package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wideberth.record.JsonTest.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class LogCopyTest {
  private final Parties parties = new Parties();

  @Test
  void aCopyGrowsToEveryCheckpointOfItsAuthor() {
    LogCopy copy = empty();
    List<byte[]> entries = parties.entries(40);
    int from = 0;
    for (int to : new int[] {1, 2, 7, 8, 8, 33, 40}) {
      SignedCheckpoint checkpoint = parties.checkpoint(to);
      assertThat(copy.append(entries.subList(from, to), checkpoint.note()))
          .isEqualTo(Outcome.accept(checkpoint));
      assertThat(copy.newest()).contains(checkpoint);
      from = to;
    }
    assertThat(copy.size()).isEqualTo(40);
    assertThat(copy.entry(17)).isEqualTo(entries.get(17));
    assertThat(copy.entries(38, 10)).hasSize(2);
    assertThat(copy.entries(50, 10)).isEmpty();
  }

  @Test
  void entriesThatAreNotWhatTheAuthorSignedAreRefusedAndChangeNothing() {
    LogCopy copy = parties.log(5);
    List<byte[]> altered = new ArrayList<>(parties.entries(9).subList(5, 9));
    altered.set(1, "{}".getBytes(UTF_8));
    String note = parties.checkpoint(9).note();
    assertThat(refusal(copy.append(altered, note)).code()).isEqualTo(RefusalCode.UNPROVEN);
    assertThat(refusal(copy.append(altered.subList(0, 3), note)).code())
        .isEqualTo(RefusalCode.UNPROVEN);
    assertThat(copy.size()).isEqualTo(5);
    assertThat(copy.root()).isEqualTo(parties.checkpoint(5).root());
    assertThat(copy.append(parties.entries(9).subList(5, 9), note))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void aLeafOfSixteenKibibytesOfAnythingIsStoredAndOneByteMoreIsRefused() {
    LogCopy copy = empty();
    for (int extra : new int[] {0, 1}) {
      byte[] leaf = new byte[Limits.ENTRY_BYTES_MAX + extra];
      MerkleTree tree = new MerkleTree();
      tree.append(MerkleTree.leafHash(leaf));
      String note =
          SignedCheckpoint.sign(
                  new Checkpoint(parties.amber.origin(), 1, tree.root()), parties.amber.log())
              .note();
      if (extra == 0) {
        assertThat(copy.prepare(List.of(leaf), note)).isInstanceOf(Outcome.Accepted.class);
      } else {
        assertThat(refusal(copy.prepare(List.of(leaf), note)).code())
            .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
      }
    }
  }

  @Test
  void aLongCatchUpComesInPiecesEachProvenAgainstTheNewestCheckpoint() {
    LogCopy author = parties.log(100);
    String note = author.newest().orElseThrow().note();
    LogCopy copy = empty();
    for (int from = 0; from < 100; from += 30) {
      int to = Math.min(100, from + 30);
      List<byte[]> piece = author.entries(from, 30);
      List<Hash> proof = author.tree().consistencyProof(to, 100);
      if (to < 100) {
        assertThat(copy.prepare(piece, note)).isInstanceOf(Outcome.Refused.class);
        assertThat(copy.prepare(piece, note, author.tree().consistencyProof(to - 1, 100)))
            .isInstanceOf(Outcome.Refused.class);
      }
      copy.commit(copy.prepare(piece, note, proof).orThrow());
    }
    assertThat(copy.root()).isEqualTo(author.root());
  }

  @Test
  void anExtensionThatWasPreparedBeforeAnotherOneIsNotCommitted() {
    LogCopy copy = parties.log(2);
    LogCopy.Extension first = copy.extend(parties.entries(3).subList(2, 3), parties.amber.log());
    LogCopy.Extension second = copy.extend(parties.entries(3).subList(2, 3), parties.amber.log());
    copy.commit(first);
    assertThatThrownBy(() -> copy.commit(second)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void twoHistoriesOfOneAuthorAreProvenWhereverTheyPart() {
    int proven = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int common = random.nextInt(6);
      LogCopy ours = branch(common, common + 1 + random.nextInt(6), 1);
      LogCopy theirs = branch(common, common + 1 + random.nextInt(6), 2);
      SignedCheckpoint other = theirs.newest().orElseThrow();
      Optional<ForkProof> proof =
          other.size() <= ours.size()
              ? ours.fork(other)
              : ForkProof.between(ours.newest().orElseThrow(), other, theirs.tree());
      byte[] file = proof.orElseThrow().toBytes();
      assertThat(ForkProof.verify(file, parties.amber.log().key()))
          .as("seed " + seed)
          .isEqualTo(Outcome.accept(proof.orElseThrow()));
      assertThat(ForkProof.accused(file)).isEqualTo(Outcome.accept(parties.amber.origin()));
      assertThat(ForkProof.verify(file, parties.cobalt.log().key()))
          .isInstanceOf(Outcome.Refused.class);
      proven++;
    }
    assertThat(proven).isEqualTo(60);
  }

  @Test
  void anHonestHistoryIsNeverProvenToBeAFork() {
    LogCopy log = parties.log(20);
    for (int size = 1; size <= 25; size++) {
      assertThat(log.fork(parties.checkpoint(size))).isEmpty();
    }
  }

  @Test
  void aChangedForkProofNeverVerifiesAsAnother() {
    ForkProof proof = branch(3, 8, 1).fork(branch(3, 5, 2).newest().orElseThrow()).orElseThrow();
    byte[] file = proof.toBytes();
    Random random = new Random(9);
    for (int i = 0; i < 1_500; i++) {
      if (ForkProof.verify(Mutations.mutate(file, random), parties.amber.log().key())
          instanceof Outcome.Accepted<ForkProof>(var read)) {
        assertThat(read).as("round %d of seed 9", i).isEqualTo(proof);
      }
    }
  }

  private LogCopy branch(int common, int size, int variant) {
    LogCopy log = empty();
    List<byte[]> entries = new ArrayList<>(parties.entries(size));
    entries.set(common, ("{\"variant\":" + variant + "}").getBytes(UTF_8));
    log.commit(log.extend(entries, parties.amber.log()));
    return log;
  }

  @Test
  void tilesAndEntryBundlesAreServedOnlyWhereTheLogReaches() {
    LogCopy log = parties.log(300);
    TilePath full = TilePath.parse("tile/entries/000").orThrow();
    TilePath partial = TilePath.parse("tile/entries/001.p/44").orThrow();
    byte[] bundle = EntryTiles.resource(log, full).orElseThrow();
    assertThat(EntryTiles.parseBundle(bundle).orThrow())
        .usingRecursiveComparison()
        .isEqualTo(log.entries(0, 256));
    assertThat(EntryTiles.resource(log, partial)).isPresent();
    assertThat(EntryTiles.resource(log, TilePath.parse("tile/entries/001.p/45").orThrow()))
        .isEmpty();
    assertThat(EntryTiles.resource(log, TilePath.parse("tile/0/000").orThrow()))
        .hasValueSatisfying(tile -> assertThat(tile).hasSize(8192));
    assertThat(EntryTiles.resource(log, TilePath.parse("tile/1/000.p/1").orThrow())).isPresent();
    assertThat(EntryTiles.resource(log, TilePath.parse("tile/1/000.p/2").orThrow())).isEmpty();
    assertThat(EntryTiles.resource(log, TilePath.parse("tile/63/000.p/1").orThrow())).isEmpty();
    assertThat(EntryTiles.resource(log, new TilePath(0, Long.MAX_VALUE, 256))).isEmpty();
  }

  @Test
  void pathsAreThoseOfTheSpecification() {
    assertThat(new TilePath(0, 1_234_067, 256)).hasToString("tile/0/x001/x234/067");
    assertThat(new TilePath(TilePath.ENTRIES, 273, 112)).hasToString("tile/entries/273.p/112");
    for (String path :
        List.of("tile/0/x001/x234/067", "tile/12/000.p/255", "tile/entries/x999/999")) {
      assertThat(TilePath.parse(path).orThrow()).hasToString(path);
    }
    for (String path :
        List.of(
            "tile/64/000",
            "tile/00/000",
            "tile/0/0",
            "tile/0/x000/001",
            "tile/0/001/002",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/x/000",
            "tile/0/000/",
            "tile/0/x999/x999/x999/x999/x999/x999/999")) {
      assertThat(TilePath.parse(path)).as(path).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void anyBytesAreAnEntryBundleOrRefused() {
    byte[] good = EntryTiles.bundle(List.of("one".getBytes(UTF_8), new byte[0]));
    assertThat(good).containsExactly(0, 3, 'o', 'n', 'e', 0, 0);
    Random random = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = Mutations.mutate(good, random);
      if (EntryTiles.parseBundle(bytes) instanceof Outcome.Accepted<List<byte[]>>(var entries)) {
        assertThat(EntryTiles.bundle(entries)).isEqualTo(bytes);
      }
    }
    assertThat(EntryTiles.parseBundle(new byte[2 * 256])).isInstanceOf(Outcome.Accepted.class);
    assertThat(EntryTiles.parseBundle(new byte[2 * 257])).isInstanceOf(Outcome.Refused.class);
  }

  private LogCopy empty() {
    return new LogCopy(parties.amber.origin(), parties.amber.log().key());
  }
}
