/// Who this node is and who may use it: the data directory, the party's keys, its people.
@NullMarked
package org.wideberth.node.identity;

import org.jspecify.annotations.NullMarked;
