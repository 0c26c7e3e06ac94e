package org.wideberth.record;

import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// How far a log is: C2SP tlog-checkpoint without extension lines. Proves nothing by itself; see
/// [SignedCheckpoint]. Immutable.
///
/// @param size entries, from 0
public record Checkpoint(Origin origin, long size, Hash root) {
  public Checkpoint {
    if (size < 0 || size > Limits.LOG_SIZE_MAX) {
      throw new IllegalArgumentException("size " + size);
    }
    if (size == 0 && !root.equals(MerkleTree.emptyRoot())) {
      throw new IllegalArgumentException("an empty log has the empty root");
    }
  }

  /// Reads the three lines.
  public static Outcome<Checkpoint> parse(String text) {
    return Bare.parse(text)
        .then(
            bare ->
                bare.size == 0 && !bare.root.equals(MerkleTree.emptyRoot())
                    ? Outcome.refuse(RefusalCode.MALFORMED, "an empty log has the empty root")
                    : Origin.parse(bare.origin)
                        .map(origin -> new Checkpoint(origin, bare.size, bare.root)));
  }

  /// The three lines that are signed.
  public String text() {
    return origin + "\n" + size + "\n" + root + "\n";
  }

  /// A checkpoint of any log in the world, ours or not.
  record Bare(String origin, long size, Hash root) {
    static Outcome<Bare> parse(String text) {
      return NoteLines.read(
          text,
          lines -> {
            String origin = lines.line("the origin");
            if (origin.isEmpty()) {
              throw Json.refusal(RefusalCode.MALFORMED, "the origin is empty");
            }
            return new Bare(
                origin,
                lines.check(
                    "size", NoteLines.number(lines.line("the size"), 0, Limits.LOG_SIZE_MAX)),
                lines.check("root", Hash.parse(lines.line("the root"))));
          });
    }
  }
}
