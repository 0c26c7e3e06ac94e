@NullMarked
package org.wideberth.settlement;

import org.jspecify.annotations.NullMarked;
