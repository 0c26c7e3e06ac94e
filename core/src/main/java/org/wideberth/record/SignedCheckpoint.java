package org.wideberth.record;

import org.jspecify.annotations.Nullable;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A checkpoint that its log's author has signed: the existence of this value means that the
/// signature was verified. Immutable.
public final class SignedCheckpoint {
  private final Checkpoint checkpoint;
  private final String note;

  private SignedCheckpoint(Checkpoint checkpoint, String note) {
    this.checkpoint = checkpoint;
    this.note = note;
  }

  /// Signs as the author.
  ///
  /// @throws IllegalArgumentException if the key is not the one of that log
  public static SignedCheckpoint sign(Checkpoint checkpoint, NoteSigner logKey) {
    if (!logKey.key().name().equals(checkpoint.origin().toString())) {
      throw new IllegalArgumentException("the key of another log");
    }
    return new SignedCheckpoint(checkpoint, Note.sign(checkpoint.text(), logKey).toString());
  }

  /// Reads a checkpoint note. Signatures by others than the author are left out of what is given
  /// back.
  public static Outcome<SignedCheckpoint> verify(String note, NoteKey logKey) {
    return Note.parse(note)
        .then(parsed -> parsed.verify(logKey))
        .then(
            own ->
                Checkpoint.parse(own.text())
                    .then(
                        checkpoint ->
                            checkpoint.origin().toString().equals(logKey.name())
                                    && logKey.type() == SignatureType.NOTE
                                ? Outcome.accept(new SignedCheckpoint(checkpoint, own.toString()))
                                : Outcome.refuse(
                                    RefusalCode.UNPROVEN, "signed by the key of another log")));
  }

  public Checkpoint checkpoint() {
    return checkpoint;
  }

  public Origin origin() {
    return checkpoint.origin();
  }

  public long size() {
    return checkpoint.size();
  }

  public Hash root() {
    return checkpoint.root();
  }

  /// The checkpoint and the author's signature line, as C2SP tlog-checkpoint has it.
  public String note() {
    return note;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignedCheckpoint signed && note.equals(signed.note);
  }

  @Override
  public int hashCode() {
    return note.hashCode();
  }

  @Override
  public String toString() {
    return note;
  }
}
