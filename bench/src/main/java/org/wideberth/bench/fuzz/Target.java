package org.wideberth.bench.fuzz;

import java.util.List;

/// Something that takes foreign bytes. It must come back, in time and memory that the length of the
/// bytes bounds, whatever they are.
interface Target {
  /// Takes them; throws where a promise is broken.
  void take(byte[] bytes) throws Exception;

  /// Inputs that are right, for the fuzzer to begin with.
  List<byte[]> seeds();
}
