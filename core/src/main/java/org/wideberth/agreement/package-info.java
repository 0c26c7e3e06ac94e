@NullMarked
package org.wideberth.agreement;

import org.jspecify.annotations.NullMarked;
