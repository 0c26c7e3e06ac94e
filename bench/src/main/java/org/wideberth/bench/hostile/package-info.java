/// What an enrolled peer that attacks at line rate costs an honest node.
@NullMarked
package org.wideberth.bench.hostile;

import org.jspecify.annotations.NullMarked;
