package org.wideberth.geo;

/// One height.
///
/// @param datum what it is measured from
/// @param value centimetres, or whole feet for [Datum#PRESSURE]
public record Height(Datum datum, int value) {}
