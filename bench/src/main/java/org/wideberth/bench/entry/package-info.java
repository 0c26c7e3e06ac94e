/// How well slips in typed positions are noticed.
@NullMarked
package org.wideberth.bench.entry;

import org.jspecify.annotations.NullMarked;
