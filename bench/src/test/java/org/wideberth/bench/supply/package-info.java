@NullMarked
package org.wideberth.bench.supply;

import org.jspecify.annotations.NullMarked;
