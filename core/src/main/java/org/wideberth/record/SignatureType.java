package org.wideberth.record;

/// The signature types of C2SP signed-note that the record uses.
public enum SignatureType {
  /// Ed25519 over the note's text.
  NOTE(0x01),
  /// Ed25519 with a time over a checkpoint: C2SP tlog-cosignature.
  COSIGNATURE(0x04);

  private final int identifier;

  SignatureType(int identifier) {
    this.identifier = identifier;
  }

  byte identifier() {
    return (byte) identifier;
  }
}
