@NullMarked
package org.wideberth.claim;

import org.jspecify.annotations.NullMarked;
