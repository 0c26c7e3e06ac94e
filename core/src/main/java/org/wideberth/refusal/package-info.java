@NullMarked
package org.wideberth.refusal;

import org.jspecify.annotations.NullMarked;
