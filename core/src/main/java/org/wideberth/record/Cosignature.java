package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A witness's timed signature on a checkpoint, C2SP tlog-cosignature (Ed25519): "at that time
/// this was the largest consistent tree of this log that I had seen". The existence of this value
/// means that it was verified. Immutable.
public final class Cosignature {
  private final SignedCheckpoint checkpoint;
  private final Instant time;
  private final String line;

  private Cosignature(SignedCheckpoint checkpoint, Instant time, String line) {
    this.checkpoint = checkpoint;
    this.time = time;
    this.line = line;
  }

  static byte[] message(long epochSecond, String text) {
    return ("cosignature/v1\ntime " + epochSecond + "\n" + text).getBytes(UTF_8);
  }

  /// Cosigns as of `time`, cut to whole seconds.
  public static Cosignature sign(SignedCheckpoint checkpoint, Instant time, NoteSigner witness) {
    if (time.getEpochSecond() < 1) {
      throw new IllegalArgumentException("a cosignature has a time");
    }
    String line = witness.cosign(checkpoint.checkpoint().text(), time).line();
    return new Cosignature(checkpoint, Instant.ofEpochSecond(time.getEpochSecond()), line);
  }

  /// Reads one signature line, without its newline.
  public static Outcome<Cosignature> verify(
      String line, SignedCheckpoint checkpoint, NoteKey witness) {
    return NoteSignature.parse(line).then(signature -> verify(signature, checkpoint, witness));
  }

  private static Outcome<Cosignature> verify(
      NoteSignature signature, SignedCheckpoint checkpoint, NoteKey witness) {
    if (witness.type() != SignatureType.COSIGNATURE || !signature.isBy(witness)) {
      return Outcome.refuse(RefusalCode.UNPROVEN, "not a cosignature by " + witness.name());
    }
    byte[] bytes = signature.signature();
    if (!witness.verify(checkpoint.checkpoint().text(), bytes)) {
      return Outcome.refuse(
          RefusalCode.UNPROVEN, "the cosignature by " + witness.name() + " is wrong");
    }
    long seconds = ByteBuffer.wrap(bytes).getLong();
    if (seconds < 1 || seconds > Limits.EPOCH_MILLIS_MAX / 1000) {
      return Outcome.refuse(RefusalCode.OUT_OF_RANGE, "the time of the cosignature");
    }
    return Outcome.accept(
        new Cosignature(checkpoint, Instant.ofEpochSecond(seconds), signature.line()));
  }

  public SignedCheckpoint checkpoint() {
    return checkpoint;
  }

  /// When the witness signed, by its own clock, in whole seconds.
  public Instant time() {
    return time;
  }

  /// The signature line without its newline.
  public String line() {
    return line;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cosignature cosignature
        && line.equals(cosignature.line)
        && checkpoint.equals(cosignature.checkpoint);
  }

  @Override
  public int hashCode() {
    return line.hashCode();
  }

  @Override
  public String toString() {
    return line;
  }
}
