/// The board as a person sees it, in Chromium, against real nodes.
@NullMarked
package org.wideberth.bench.board;

import org.jspecify.annotations.NullMarked;
