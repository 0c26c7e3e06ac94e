package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wideberth.record.Vectors.Vector;

class MerkleTest {
  private static final int SIZE = 70;
  private static final List<Hash> LEAVES = leaves(SIZE);
  private static final MerkleTree TREE = tree(LEAVES);

  @Test
  void rootsOfEverySizeAreThoseOfTheRecursiveDefinition() {
    for (int size = 0; size <= SIZE; size++) {
      assertThat(TREE.root(size)).isEqualTo(slowRoot(LEAVES.subList(0, size)));
    }
  }

  @Test
  void aRootWithMoreLeavesIsTheRootAfterAppendingThem() {
    for (int size = 0; size <= SIZE; size++) {
      MerkleTree part = tree(LEAVES.subList(0, size));
      for (int end = size; end <= SIZE; end++) {
        assertThat(part.rootWith(LEAVES.subList(size, end))).isEqualTo(TREE.root(end));
      }
      assertThat(part.size()).isEqualTo(size);
    }
  }

  @Test
  void everyLeafIsProvenAtEverySizeAndNowhereElse() {
    for (int size = 1; size <= SIZE; size++) {
      for (int index = 0; index < size; index++) {
        List<Hash> proof = TREE.inclusionProof(index, size);
        Hash root = TREE.root(size);
        assertThat(Proofs.verifyInclusion(index, size, LEAVES.get(index), proof, root)).isTrue();
        for (int other = 0; other < size; other++) {
          assertThat(Proofs.verifyInclusion(other, size, LEAVES.get(index), proof, root))
              .isEqualTo(other == index);
        }
        assertThat(
                Proofs.verifyInclusion(index, size, LEAVES.get(index), proof, TREE.root(size - 1)))
            .isFalse();
      }
    }
  }

  @Test
  void everySizeIsConsistentWithEveryLaterOneAndWithNoOther() {
    for (int newSize = 1; newSize <= SIZE; newSize++) {
      for (int oldSize = 1; oldSize <= newSize; oldSize++) {
        List<Hash> proof = TREE.consistencyProof(oldSize, newSize);
        Hash newRoot = TREE.root(newSize);
        for (int claimed = 0; claimed <= SIZE; claimed++) {
          assertThat(Proofs.verifyConsistency(claimed, newSize, TREE.root(claimed), newRoot, proof))
              .isEqualTo(claimed == oldSize);
        }
        Hash forged = TREE.root(oldSize - 1);
        assertThat(Proofs.verifyConsistency(oldSize, newSize, forged, newRoot, proof)).isFalse();
      }
    }
  }

  @Test
  void aProofWithOneHashChangedRemovedOrAddedIsFalse() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      int size = 2 + random.nextInt(SIZE - 1);
      int index = random.nextInt(size);
      List<Hash> proof = new ArrayList<>(TREE.inclusionProof(index, size));
      int at = random.nextInt(proof.size());
      switch (random.nextInt(3)) {
        case 0 -> proof.set(at, LEAVES.get(random.nextInt(SIZE)));
        case 1 -> proof.remove(at);
        default -> proof.add(at, LEAVES.get(random.nextInt(SIZE)));
      }
      if (!proof.equals(TREE.inclusionProof(index, size))) {
        assertThat(Proofs.verifyInclusion(index, size, LEAVES.get(index), proof, TREE.root(size)))
            .as("round " + i + " of seed 4")
            .isFalse();
      }
    }
  }

  @Test
  void sizesAtTheEndOfTheNumbersNeitherThrowNorVerify() {
    Hash any = LEAVES.getFirst();
    long[] sizes = {Long.MIN_VALUE, -1, 0, 1, 2, 1L << 62, Long.MAX_VALUE - 1, Long.MAX_VALUE};
    for (long first : sizes) {
      for (long second : sizes) {
        for (int length : new int[] {0, 1, 62, 63, 64, 65}) {
          List<Hash> proof = Collections.nCopies(length, any);
          Hash root = TREE.root(7);
          assertThat(Proofs.verifyInclusion(first, second, any, proof, root)).isFalse();
          assertThat(Proofs.verifyConsistency(first, second, any, root, proof)).isFalse();
        }
      }
    }
  }

  @Test
  void whatTheTreeNeverHadIsAProgrammingError() {
    assertThatThrownBy(() -> TREE.root(SIZE + 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TREE.inclusionProof(5, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TREE.consistencyProof(6, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TREE.tile(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TREE.tile(0, 0, SIZE + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTilesOfSeventyThousandLeavesAreThoseOfTheSpecification() {
    MerkleTree tree = tree(leaves(70_000));
    assertThat(tree.tile(0, 272, 256)).hasSize(8192);
    assertThat(tree.tile(0, 273, 112)).hasSize(112 * 32);
    assertThat(tree.tile(1, 0, 256)).hasSize(8192);
    assertThat(tree.tile(1, 1, 17)).hasSize(17 * 32);
    assertThat(tree.tile(2, 0, 1)).hasSize(32);
    assertThatThrownBy(() -> tree.tile(0, 273, 113)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.tile(1, 1, 18)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.tile(2, 0, 2)).isInstanceOf(IllegalArgumentException.class);
    byte[] full = tree.tile(0, 3, 256);
    MerkleTree subtree = new MerkleTree();
    for (int i = 0; i < 256; i++) {
      subtree.append(Hash.of(Arrays.copyOfRange(full, i * 32, i * 32 + 32)));
    }
    assertThat(subtree.root().bytes())
        .isEqualTo(Arrays.copyOfRange(tree.tile(1, 0, 256), 3 * 32, 4 * 32));
  }

  @Test
  void thePublishedInclusionVectorsHold() {
    int seen = 0;
    for (var file : Vectors.files("vectors/merkle/inclusion")) {
      Vector vector = Vectors.object(file);
      Long index = number(vector, "leafIdx");
      Long size = number(vector, "treeSize");
      boolean verdict =
          index != null
              && size != null
              && !vector.text("leafHash").equals("")
              && Proofs.verifyInclusion(
                  index, size, hash(vector, "leafHash"), proof(vector), hash(vector, "root"));
      assertThat(verdict).as(file.toString()).isEqualTo(vector.text("wantErr").equals("false"));
      seen++;
    }
    assertThat(seen).isEqualTo(49);
  }

  @Test
  void thePublishedConsistencyVectorsHold() {
    int seen = 0;
    int emptyTrees = 0;
    for (var file : Vectors.files("vectors/merkle/consistency")) {
      Vector vector = Vectors.object(file);
      Hash oldRoot = hash(vector, "root1");
      Hash newRoot = hash(vector, "root2");
      Long oldSize = number(vector, "size1");
      Long newSize = number(vector, "size2");
      boolean verdict =
          oldSize != null
              && newSize != null
              && Proofs.verifyConsistency(oldSize, newSize, oldRoot, newRoot, proof(vector));
      boolean wanted = vector.text("wantErr").equals("false");
      boolean bothEmpty = wanted && oldSize != null && oldSize == 0;
      emptyTrees += bothEmpty ? 1 : 0;
      assertThat(verdict).as(file.toString()).isEqualTo(wanted && !bothEmpty);
      seen++;
    }
    assertThat(seen).isGreaterThan(50);
    assertThat(emptyTrees).as("size 0 is handled outside the verifier").isLessThanOrEqualTo(1);
  }

  private static @Nullable Long number(Vector vector, String name) {
    BigInteger number = new BigInteger(vector.text(name));
    return number.bitLength() < 64 ? number.longValueExact() : null;
  }

  /// What is not 32 bytes long cannot be written in our types, so its hash stands for it.
  private static Hash hash(Vector vector, String name) {
    return hash(vector.text(name));
  }

  private static Hash hash(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    return bytes.length == Hash.BYTES ? Hash.of(bytes) : Hash.sha256(new byte[] {9}, bytes);
  }

  private static List<Hash> proof(Vector vector) {
    List<Hash> proof = new ArrayList<>();
    vector.texts("proof").forEach(element -> proof.add(hash(element)));
    return proof;
  }

  static List<Hash> leaves(int count) {
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(MerkleTree.leafHash(("leaf " + i).getBytes(UTF_8)));
    }
    return leaves;
  }

  static MerkleTree tree(List<Hash> leaves) {
    MerkleTree tree = new MerkleTree();
    leaves.forEach(tree::append);
    return tree;
  }

  private static Hash slowRoot(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return Hash.sha256(new byte[0]);
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int left = 1;
    while (left * 2 < leaves.size()) {
      left *= 2;
    }
    return Hash.sha256(
        new byte[] {1},
        slowRoot(leaves.subList(0, left)).bytes(),
        slowRoot(leaves.subList(left, leaves.size())).bytes());
  }

  @Test
  void manyReadersAtOnceGetTheSameRootsAndProofs() {
    MerkleTree tree = new MerkleTree();
    List<Hash> roots = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      tree.append(MerkleTree.leafHash(new byte[] {(byte) i, (byte) (i >> 8)}));
      roots.add(tree.root());
    }
    long wrong =
        IntStream.range(0, 20_000)
            .parallel()
            .filter(
                i -> {
                  int size = 1 + i % roots.size();
                  return !tree.root(size).equals(roots.get(size - 1))
                      || !Proofs.verifyConsistency(
                          size,
                          roots.size(),
                          roots.get(size - 1),
                          roots.getLast(),
                          size == roots.size()
                              ? List.of()
                              : tree.consistencyProof(size, roots.size()));
                })
            .count();
    assertThat(wrong).as("a false root would be signed").isZero();
  }
}
