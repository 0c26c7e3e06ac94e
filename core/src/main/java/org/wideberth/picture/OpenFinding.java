package org.wideberth.picture;

import org.wideberth.geo.TimeWindow;
import org.wideberth.settlement.FindingName;

/// A finding that is open here and of which the own party is a side: who faces whom over it, and
/// when.
///
/// @param told whether the other side is known to have what it takes to see it
/// @param interval from its earliest start to its latest end
record OpenFinding(FindingName name, boolean told, TimeWindow interval) {}
