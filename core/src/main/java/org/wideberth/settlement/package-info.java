/// Conflicts taken up and settled: who has taken up a finding, what each side offers to change,
/// what the other says to it, who yields, and how far it is carried out.
@NullMarked
package org.wideberth.settlement;

import org.jspecify.annotations.NullMarked;
