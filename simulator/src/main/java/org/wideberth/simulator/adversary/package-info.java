/// Honest nodes among liars: seeded plans of lies and misfortunes, and what must hold all the same.
@NullMarked
package org.wideberth.simulator.adversary;

import org.jspecify.annotations.NullMarked;
