@NullMarked
package org.wideberth.channel;

import org.jspecify.annotations.NullMarked;
