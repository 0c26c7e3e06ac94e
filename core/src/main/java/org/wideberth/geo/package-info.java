@NullMarked
package org.wideberth.geo;

import org.jspecify.annotations.NullMarked;
