package org.wideberth.node.journal;

import java.io.IOException;

/// The journal has been opened again since this opening of it, so this one may no longer write, and
/// whoever holds it must stop at once: it no longer knows what its log says.
public final class Fenced extends IOException {
  public Fenced(String detail) {
    super(detail);
  }
}
