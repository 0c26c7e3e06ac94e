package org.wideberth.record;

/// The secret half of a signature scheme.
///
/// Implementations are immutable, thread-safe and deterministic.
public interface Signer {

  byte[] sign(byte[] message);

  /// The key that verifies what this one signs.
  Ed25519Key publicKey();
}
