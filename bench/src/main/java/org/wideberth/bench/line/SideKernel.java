package org.wideberth.bench.line;

import org.wideberth.geo.DividingLine;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;

/// What is compared with the oracle: [DividingLine#sideOf], or a broken copy.
@FunctionalInterface
interface SideKernel {
  LineSide sideOf(DividingLine line, Position point);
}
