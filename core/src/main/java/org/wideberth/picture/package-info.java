@NullMarked
package org.wideberth.picture;

import org.jspecify.annotations.NullMarked;
