package org.wideberth.picture;

import java.util.Optional;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.record.Body;
import org.wideberth.record.Branch;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// An entry as a node holds it, with its body or still without. Immutable.
public final class HeldEntry {
  private final Origin origin;
  private final long seq;
  private final byte[] leaf;
  private final Outcome<Entry> entry;
  private final Optional<Body> body;
  private final Optional<Branch> branch;
  private final Optional<Erased> erased;
  private final Optional<OperationMessage> message;

  /// That the body was erased here.
  ///
  /// @param operation what it was about; empty for notes of findings
  public record Erased(Optional<OperationId> operation) {}

  private HeldEntry(
      Origin origin,
      long seq,
      byte[] leaf,
      Outcome<Entry> entry,
      Optional<Body> body,
      Optional<Branch> branch,
      Optional<Erased> erased,
      Optional<OperationMessage> message) {
    this.message = message;
    this.erased = erased;
    this.branch = branch;
    this.origin = origin;
    this.seq = seq;
    this.leaf = leaf;
    this.entry = entry;
    this.body = body;
  }

  /// What is held at one place of one log.
  ///
  /// @param origin the log it was read from
  /// @param seq its place there
  /// @param leaf its exact bytes, whatever they are
  /// @param body its body, if held
  public static HeldEntry of(Origin origin, long seq, byte[] leaf, Optional<Body> body) {
    byte[] bytes = leaf.clone();
    return new HeldEntry(
        origin,
        seq,
        bytes,
        Entry.parse(bytes),
        body,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// As above, of bytes that were read before.
  ///
  /// @param entry what [Entry#parse] made of them
  public static HeldEntry of(
      Origin origin, long seq, byte[] leaf, Entry entry, Optional<Body> body) {
    return new HeldEntry(
        origin,
        seq,
        leaf.clone(),
        Outcome.accept(entry),
        body,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The same, of a body about an operation that was read already.
  ///
  /// @param said what [OperationMessage#parse] made of the bytes of the body that the entry names
  public HeldEntry saying(OperationMessage said) {
    return new HeldEntry(origin, seq, leaf, entry, body, branch, erased, Optional.of(said));
  }

  /// The same, in the second of two histories of its log.
  ///
  /// @throws IllegalArgumentException if the histories differ only after this entry
  public HeldEntry in(Branch history) {
    if (!history.origin().equals(origin) || seq < history.from()) {
      throw new IllegalArgumentException("not an entry of " + history);
    }
    return new HeldEntry(origin, seq, leaf, entry, body, Optional.of(history), erased, message);
  }

  /// The same with its body.
  public HeldEntry with(Body here) {
    return new HeldEntry(
        origin, seq, leaf, entry, Optional.of(here), branch, erased, Optional.empty());
  }

  /// The same without its body, which was here and was erased.
  public HeldEntry without(Erased gone) {
    return new HeldEntry(
        origin, seq, leaf, entry, Optional.empty(), branch, Optional.of(gone), Optional.empty());
  }

  /// Present if the body was here and was erased.
  public Optional<Erased> erased() {
    return erased;
  }

  /// The history that it stands in; empty for what both have in common, for the first one, and for
  /// logs that have only one.
  public Optional<Branch> branch() {
    return branch;
  }

  public Origin origin() {
    return origin;
  }

  public long seq() {
    return seq;
  }

  public byte[] leaf() {
    return leaf.clone();
  }

  /// What the bytes say, if they can be read.
  public Outcome<Entry> entry() {
    return entry;
  }

  Hash leafHash() {
    return Hash.sha256(leaf);
  }

  /// What the body says of an operation, if it was read before.
  Optional<OperationMessage> message() {
    return message;
  }

  public Optional<Body> body() {
    return body;
  }
}
