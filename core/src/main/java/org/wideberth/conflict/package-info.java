@NullMarked
package org.wideberth.conflict;

import org.jspecify.annotations.NullMarked;
