package org.wideberth.record;

/// The public half of a signature scheme. One implementation is normative on all nodes, because
/// implementations disagree on edge cases and a log must mean the same everywhere.
///
/// Implementations are immutable and thread-safe.
public interface Verifier {

  /// True if `signature` is one over `message` by this key. Never throws, whatever the bytes.
  boolean verify(byte[] message, byte[] signature);
}
