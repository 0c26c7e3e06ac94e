package org.wideberth.record;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Merkle tree of a log, RFC 6962 §2.1 with SHA-256. It only grows, and knows every node that
/// is complete (64 bytes for each leaf), so that roots and proofs of any size it ever had take
/// O(log n).
///
/// One writer. Any number of readers at once, while the writer pauses: reading changes nothing.
public final class MerkleTree {
  /// Hashes in a full tile of C2SP tlog-tiles.
  public static final int TILE_WIDTH = 256;

  /// A tile spans 8 levels of the tree.
  public static final int TILE_HEIGHT = 8;

  private final List<List<byte[]>> levels = new ArrayList<>();
  private long size;

  /// The hash of a leaf: SHA-256(0x00 ‖ leaf).
  public static Hash leafHash(byte[] leaf) {
    return Hash.sha256(new byte[] {0}, leaf);
  }

  /// The root of the tree without leaves.
  public static Hash emptyRoot() {
    return Hash.sha256();
  }

  static Hash nodeHash(MessageDigest digest, Hash left, Hash right) {
    digest.update((byte) 1);
    left.update(digest);
    right.update(digest);
    return Hash.at(digest.digest(), 0);
  }

  public long size() {
    return size;
  }

  /// The tree as it was at a size: grows on by itself.
  public MerkleTree prefix(long leaves) {
    require(leaves >= 0 && leaves <= size, "no such size");
    MerkleTree prefix = new MerkleTree();
    for (int level = 0; leaves >> level > 0; level++) {
      long nodes = leaves >> level;
      int tiles = Math.toIntExact((nodes + TILE_WIDTH - 1) / TILE_WIDTH);
      List<byte[]> shared = new ArrayList<>(levels.get(level).subList(0, tiles));
      // The last one may be written on by either tree.
      shared.set(tiles - 1, shared.get(tiles - 1).clone());
      prefix.levels.add(shared);
    }
    prefix.size = leaves;
    return prefix;
  }

  /// Appends a leaf by its [#leafHash].
  public void append(Hash leaf) {
    MessageDigest digest = Hash.digest();
    Hash node = leaf;
    long index = size;
    int level = 0;
    put(level, index, node);
    while ((index & 1) == 1) {
      node = nodeHash(digest, node(level, index - 1), node);
      index >>= 1;
      level++;
      put(level, index, node);
    }
    size++;
  }

  public Hash root() {
    return root(size);
  }

  /// The root when the tree had that many leaves.
  ///
  /// @throws IllegalArgumentException if it never had
  public Hash root(long atSize) {
    require(atSize >= 0 && atSize <= size, "the tree never had this size");
    return atSize == 0 ? emptyRoot() : subtree(0, atSize);
  }

  /// The root that the tree would have with these leaf hashes after its own. Changes nothing.
  public Hash rootWith(List<Hash> leaves) {
    MessageDigest digest = Hash.digest();
    List<@Nullable Hash> frontier = new ArrayList<>();
    for (int level = 0; size >> level != 0; level++) {
      long complete = size >> level;
      frontier.add((complete & 1) == 1 ? node(level, complete - 1) : null);
    }
    for (Hash leaf : leaves) {
      push(digest, frontier, leaf);
    }
    @Nullable Hash root = null;
    for (Hash node : frontier) {
      if (node != null) {
        root = root == null ? node : nodeHash(digest, node, root);
      }
    }
    return root == null ? emptyRoot() : root;
  }

  private static void push(MessageDigest digest, List<@Nullable Hash> frontier, Hash leaf) {
    Hash carried = leaf;
    for (int level = 0; level < frontier.size(); level++) {
      Hash left = frontier.get(level);
      if (left == null) {
        frontier.set(level, carried);
        return;
      }
      carried = nodeHash(digest, left, carried);
      frontier.set(level, null);
    }
    frontier.add(carried);
  }

  /// PATH(index, D\[atSize\]) of RFC 6962 §2.1.1.
  public List<Hash> inclusionProof(long index, long atSize) {
    require(atSize <= size && index >= 0 && index < atSize, "no such leaf at this size");
    List<Hash> proof = new ArrayList<>();
    long start = 0;
    long width = atSize;
    while (width > 1) {
      long left = Long.highestOneBit(width - 1);
      if (index - start < left) {
        proof.add(subtree(start + left, width - left));
        width = left;
      } else {
        proof.add(subtree(start, left));
        start += left;
        width -= left;
      }
    }
    Collections.reverse(proof);
    return List.copyOf(proof);
  }

  /// PROOF(oldSize, D\[newSize\]) of RFC 6962 §2.1.2; empty for old size 0 and for equal sizes.
  public List<Hash> consistencyProof(long oldSize, long newSize) {
    require(newSize <= size && oldSize >= 0 && oldSize <= newSize, "no such pair of sizes");
    if (oldSize == 0 || oldSize == newSize) {
      return List.of();
    }
    List<Hash> proof = new ArrayList<>();
    long start = 0;
    long width = newSize;
    boolean oldIsWhole = true;
    while (oldSize - start != width) {
      long left = Long.highestOneBit(width - 1);
      if (oldSize - start <= left) {
        proof.add(subtree(start + left, width - left));
        width = left;
      } else {
        proof.add(subtree(start, left));
        start += left;
        width -= left;
        oldIsWhole = false;
      }
    }
    if (!oldIsWhole) {
      proof.add(subtree(start, width));
    }
    Collections.reverse(proof);
    return List.copyOf(proof);
  }

  /// The hashes of a tile of C2SP tlog-tiles: `width` nodes of level 8 × `tileLevel` from
  /// `index` × 256 on.
  ///
  /// @throws IllegalArgumentException if the tree does not have all of them
  public byte[] tile(int tileLevel, long index, int width) {
    require(tileLevel >= 0 && tileLevel < 64 / TILE_HEIGHT && index >= 0, "no such tile");
    require(width >= 1 && width <= TILE_WIDTH, "a tile is 1 to 256 hashes wide");
    int level = tileLevel * TILE_HEIGHT;
    long complete = size >> level;
    require(index <= complete / TILE_WIDTH, "the tile is not in the tree");
    require(index * TILE_WIDTH + width <= complete, "the tile is not in the tree");
    byte[] tile = new byte[width * Hash.BYTES];
    System.arraycopy(levels.get(level).get((int) index), 0, tile, 0, tile.length);
    return tile;
  }

  /// The hash over `width` leaves from `start`, which is a multiple of a power of two that is at
  /// least `width`.
  private Hash subtree(long start, long width) {
    MessageDigest digest = Hash.digest();
    @Nullable Hash hash = null;
    long end = start + width;
    for (int level = 0; width >> level != 0; level++) {
      if (((width >> level) & 1) == 1) {
        Hash node = node(level, (end >> level) - 1);
        hash = hash == null ? node : nodeHash(digest, node, hash);
      }
    }
    if (hash == null) {
      throw new IllegalStateException("a subtree has leaves");
    }
    return hash;
  }

  private Hash node(int level, long index) {
    byte[] tile = levels.get(level).get((int) (index / TILE_WIDTH));
    return Hash.at(tile, (int) (index % TILE_WIDTH) * Hash.BYTES);
  }

  private void put(int level, long index, Hash node) {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<byte[]> tiles = levels.get(level);
    if (index / TILE_WIDTH == tiles.size()) {
      tiles.add(new byte[TILE_WIDTH * Hash.BYTES]);
    }
    node.copyTo(tiles.get((int) (index / TILE_WIDTH)), (int) (index % TILE_WIDTH) * Hash.BYTES);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
