/// How a node bears a long history of the channel.
@NullMarked
package org.wideberth.bench.history;

import org.jspecify.annotations.NullMarked;
