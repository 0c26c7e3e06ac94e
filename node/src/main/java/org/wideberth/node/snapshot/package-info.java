/// What bodies say, kept beside the journal so that a start need not read them again.
@NullMarked
package org.wideberth.node.snapshot;

import org.jspecify.annotations.NullMarked;
