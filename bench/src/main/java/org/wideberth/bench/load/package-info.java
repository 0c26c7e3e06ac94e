/// What a bench fills a theatre with before it measures: operations and messages.
@NullMarked
package org.wideberth.bench.load;

import org.jspecify.annotations.NullMarked;
