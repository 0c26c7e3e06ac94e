package org.wideberth.record;

import java.util.List;
import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Portable proof that a log's author signed two checkpoints that cannot both be true. The
/// existence of this value means that it was verified. Immutable.
///
/// @param older the one of smaller size, or of equal size
/// @param trueRoot the root that the newer's tree had at the older's size; the older's differs
/// @param consistency leads from `trueRoot` to the newer's root; empty for equal sizes
public record ForkProof(
    SignedCheckpoint older, SignedCheckpoint newer, Hash trueRoot, List<Hash> consistency) {

  public ForkProof {
    consistency = List.copyOf(consistency);
    if (!proves(older, newer, trueRoot, consistency)) {
      throw new IllegalArgumentException("no fork");
    }
  }

  private static boolean proves(
      SignedCheckpoint older, SignedCheckpoint newer, Hash trueRoot, List<Hash> consistency) {
    return older.origin().equals(newer.origin())
        && !older.root().equals(trueRoot)
        && Proofs.verifyConsistency(
            older.size(), newer.size(), trueRoot, newer.root(), consistency);
  }

  /// The proof, if `older` contradicts `newer`, given the tree behind `newer`. Empty if they agree
  /// or the tree does not reach `newer` or is not its tree.
  public static Optional<ForkProof> between(
      SignedCheckpoint older, SignedCheckpoint newer, MerkleTree treeOfNewer) {
    if (older.size() < 1
        || older.size() > newer.size()
        || newer.size() > treeOfNewer.size()
        || !older.origin().equals(newer.origin())) {
      return Optional.empty();
    }
    Hash trueRoot = treeOfNewer.root(older.size());
    List<Hash> consistency = treeOfNewer.consistencyProof(older.size(), newer.size());
    return proves(older, newer, trueRoot, consistency)
        ? Optional.of(new ForkProof(older, newer, trueRoot, consistency))
        : Optional.empty();
  }

  /// The file: `{"v":1,"fork":{…}}`.
  public byte[] toBytes() {
    return JsonWriter.object(
        out ->
            out.put("v", 1)
                .object(
                    "fork",
                    fork ->
                        fork.put("origin", older.origin().toString())
                            .put("older", older.note())
                            .put("newer", newer.note())
                            .put("root", trueRoot)
                            .array(
                                "consistency",
                                consistency,
                                (list, hash) -> list.add(hash.toString()))));
  }

  /// Reads only which log a file accuses, so that its key can be looked up; proves nothing.
  public static Outcome<Origin> accused(byte[] file) {
    return Json.read(
        file,
        2 * Limits.NOTE_BYTES_MAX,
        object -> {
          object.ignoreOthers();
          return object
              .required("fork")
              .asObject(
                  fork -> {
                    fork.ignoreOthers();
                    return fork.required("origin").as(Origin::parse);
                  });
        });
  }

  /// Reads and verifies a file.
  ///
  /// @param logKey the key of the accused log, from a card that the reader trusts
  public static Outcome<ForkProof> verify(byte[] file, NoteKey logKey) {
    return Json.read(
        file,
        2 * Limits.NOTE_BYTES_MAX,
        object -> {
          object.required("v").asInt(1, 1);
          return object.required("fork").asObject(fork -> read(fork, logKey));
        });
  }

  private static ForkProof read(JsonObject fork, NoteKey logKey) {
    Origin origin = fork.required("origin").as(Origin::parse);
    SignedCheckpoint older =
        fork.required("older").as(note -> SignedCheckpoint.verify(note, logKey));
    SignedCheckpoint newer =
        fork.required("newer").as(note -> SignedCheckpoint.verify(note, logKey));
    Hash trueRoot = fork.required("root").asHash();
    List<Hash> consistency =
        fork.required("consistency").asList(Limits.PROOF_HASHES_MAX, JsonField::asHash);
    if (!origin.equals(older.origin()) || !proves(older, newer, trueRoot, consistency)) {
      throw fork.refuse(RefusalCode.UNPROVEN, "these two checkpoints can both be true");
    }
    return new ForkProof(older, newer, trueRoot, consistency);
  }
}
