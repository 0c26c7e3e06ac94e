/// Recorded flights as operations: real input for plans, exercises and measurements.
@NullMarked
package org.wideberth.gateway.tracks;

import org.jspecify.annotations.NullMarked;
