@NullMarked
package org.wideberth.bench;

import org.jspecify.annotations.NullMarked;
