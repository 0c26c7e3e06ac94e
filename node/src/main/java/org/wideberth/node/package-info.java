@NullMarked
package org.wideberth.node;

import org.jspecify.annotations.NullMarked;
