@NullMarked
package org.wideberth.people;

import org.jspecify.annotations.NullMarked;
