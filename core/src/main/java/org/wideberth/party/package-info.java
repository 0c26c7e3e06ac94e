@NullMarked
package org.wideberth.party;

import org.jspecify.annotations.NullMarked;
