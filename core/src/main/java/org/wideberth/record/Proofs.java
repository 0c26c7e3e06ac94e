package org.wideberth.record;

import java.security.MessageDigest;
import java.util.List;

/// Verifies Merkle proofs, RFC 9162 §2.1.3.2 and §2.1.4.2 (the trees are those of RFC 6962).
/// Never throws, whatever the numbers. Stateless.
public final class Proofs {
  private Proofs() {}

  /// True if `proof` shows that the leaf at `index` of the tree of `size` leaves and that root has
  /// this hash.
  public static boolean verifyInclusion(
      long index, long size, Hash leafHash, List<Hash> proof, Hash root) {
    if (index < 0 || index >= size || proof.size() > Limits.PROOF_HASHES_MAX) {
      return false;
    }
    MessageDigest digest = Hash.digest();
    long node = index;
    long last = size - 1;
    Hash hash = leafHash;
    for (Hash sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = MerkleTree.nodeHash(digest, sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = MerkleTree.nodeHash(digest, hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /// True if `proof` shows that the tree of `oldSize` leaves and `oldRoot` is the beginning of the
  /// tree of `newSize` and `newRoot`. False for old size 0, which needs no proof.
  public static boolean verifyConsistency(
      long oldSize, long newSize, Hash oldRoot, Hash newRoot, List<Hash> proof) {
    if (oldSize < 1 || newSize < oldSize || proof.size() > Limits.PROOF_HASHES_MAX + 1) {
      return false;
    }
    if (oldSize == newSize) {
      return proof.isEmpty() && oldRoot.equals(newRoot);
    }
    if (proof.isEmpty()) {
      return false;
    }
    boolean oldIsWhole = Long.bitCount(oldSize) == 1;
    return oldIsWhole
        ? climb(oldSize, newSize, oldRoot, newRoot, oldRoot, proof)
        : climb(
            oldSize, newSize, oldRoot, newRoot, proof.getFirst(), proof.subList(1, proof.size()));
  }

  private static boolean climb(
      long oldSize, long newSize, Hash oldRoot, Hash newRoot, Hash start, List<Hash> proof) {
    MessageDigest digest = Hash.digest();
    int skipped = Long.numberOfTrailingZeros(oldSize);
    long node = (oldSize - 1) >> skipped;
    long last = (newSize - 1) >> skipped;
    Hash oldHash = start;
    Hash newHash = start;
    for (Hash sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        oldHash = MerkleTree.nodeHash(digest, sibling, oldHash);
        newHash = MerkleTree.nodeHash(digest, sibling, newHash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        newHash = MerkleTree.nodeHash(digest, newHash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
  }
}
