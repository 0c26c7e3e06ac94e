/// How long a FLASH takes from the sender's request to the other party's page, in a browser.
@NullMarked
package org.wideberth.bench.flash;

import org.jspecify.annotations.NullMarked;
