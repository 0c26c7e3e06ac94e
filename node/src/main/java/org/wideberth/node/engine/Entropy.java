package org.wideberth.node.engine;

/// Where salts come from: a `SecureRandom` in a real node, a seed in the simulator.
@FunctionalInterface
public interface Entropy {
  byte[] bytes(int count);
}
