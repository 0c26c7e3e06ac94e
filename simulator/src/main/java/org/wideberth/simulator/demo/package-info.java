/// The demo: three real nodes, one valley, an hour of trouble. It uses nothing that the command
/// line does not offer to everybody.
@NullMarked
package org.wideberth.simulator.demo;

import org.jspecify.annotations.NullMarked;
