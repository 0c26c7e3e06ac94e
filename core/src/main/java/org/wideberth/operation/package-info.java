@NullMarked
package org.wideberth.operation;

import org.jspecify.annotations.NullMarked;
