/// What parties claim against each other: crossings of agreed lines and zones, and the basis of an
/// operation. Every claim stands beside the others; nobody judges.
@NullMarked
package org.wideberth.claim;

import org.jspecify.annotations.NullMarked;
