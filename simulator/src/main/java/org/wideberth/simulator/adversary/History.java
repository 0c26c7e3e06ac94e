package org.wideberth.simulator.adversary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wideberth.party.PartyKeys;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Entry;
import org.wideberth.record.LogCopy;
import org.wideberth.record.MerkleTree;
import org.wideberth.record.Salt;
import org.wideberth.record.SignedCheckpoint;

/// One of the histories that a liar tells. Bodies of entries that it withholds are not in it.
final class History {
  private final PartyKeys keys;
  private final List<byte[]> leaves = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private final List<Boolean> told = new ArrayList<>();
  private MerkleTree tree = new MerkleTree();

  History(PartyKeys keys) {
    this.keys = keys;
  }

  /// The history that begins as a log does, for somebody with its key. Bodies are not in it.
  static History after(LogCopy log, int size, PartyKeys stolen) {
    History history = new History(stolen);
    Body nothing = Body.of(Salt.of(new byte[Salt.BYTES]), new byte[] {'{', '}'}).orThrow();
    log.entries(0, size).forEach(leaf -> history.writeLeaf(leaf, nothing, false));
    return history;
  }

  /// Another history with the same beginning.
  History fork() {
    History other = new History(keys);
    other.leaves.addAll(leaves);
    other.bodies.addAll(bodies);
    other.told.addAll(told);
    other.tree = tree.prefix(tree.size());
    return other;
  }

  int size() {
    return leaves.size();
  }

  List<byte[]> leaves(int from) {
    return leaves.subList(Math.min(from, leaves.size()), leaves.size());
  }

  Body body(int seq) {
    return bodies.get(seq);
  }

  boolean tells(int seq) {
    return told.get(seq);
  }

  void write(byte[] body, Salt salt, Instant time, boolean tell) {
    Body committed = Body.of(salt, body).orThrow();
    Entry entry =
        new Entry(keys.origin(), size(), time, Audience.everyone(), List.of(), committed.hash());
    writeLeaf(entry.toBytes(), committed, tell);
  }

  void writeLeaf(byte[] leaf, Body body, boolean tell) {
    leaves.add(leaf);
    bodies.add(body);
    told.add(tell);
    tree.append(MerkleTree.leafHash(leaf));
  }

  SignedCheckpoint head() {
    return SignedCheckpoint.sign(new Checkpoint(keys.origin(), size(), tree.root()), keys.log());
  }

  String checkpoint() {
    return head().note();
  }
}
