@NullMarked
package org.wideberth.conflict.proposal;

import org.jspecify.annotations.NullMarked;
