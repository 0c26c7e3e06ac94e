package org.wideberth.picture;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wideberth.operation.OperationMessage;
import org.wideberth.record.Audience;

/// What a decision comes to: the next entry of the own log, before salt, place and time are added.
/// Immutable.
public final class Draft {
  private final Audience to;
  private final byte[] body;
  private final Optional<OperationMessage> message;

  public Draft(Audience to, byte[] body) {
    this(to, body, Optional.empty());
  }

  private Draft(Audience to, byte[] body, Optional<OperationMessage> message) {
    this.to = to;
    this.body = body.clone();
    this.message = message;
  }

  /// Of a body that was read already.
  ///
  /// @param message what [OperationMessage#parse] made of these bytes
  static Draft read(Audience to, byte[] body, OperationMessage message) {
    return new Draft(to, body, Optional.of(message));
  }

  /// What the body says, if it was read.
  public Optional<OperationMessage> message() {
    return message;
  }

  /// Whom the entry is to be addressed to.
  public Audience to() {
    return to;
  }

  /// The JSON bytes of its body.
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Draft draft && to.equals(draft.to) && Arrays.equals(body, draft.body);
  }

  @Override
  public int hashCode() {
    return 31 * to.hashCode() + Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    return "Draft[to=%s, %d bytes]".formatted(to, body.length);
  }
}
