@NullMarked
package org.wideberth.record;

import org.jspecify.annotations.NullMarked;
