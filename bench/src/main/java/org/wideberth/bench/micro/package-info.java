/// The kernel and the index by JMH.
@NullMarked
package org.wideberth.bench.micro;

import org.jspecify.annotations.NullMarked;
