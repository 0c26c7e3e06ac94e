/// What the program is made of, and under which licences.
@NullMarked
package org.wideberth.bench.supply;

import org.jspecify.annotations.NullMarked;
