/// The standing channel: messages between duty desks, and what became of each of them.
@NullMarked
package org.wideberth.channel;

import org.jspecify.annotations.NullMarked;
