/// What a run of the tests came to.
@NullMarked
package org.wideberth.bench.report;

import org.jspecify.annotations.NullMarked;
