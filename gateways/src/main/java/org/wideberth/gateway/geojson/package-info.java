@NullMarked
package org.wideberth.gateway.geojson;

import org.jspecify.annotations.NullMarked;
