/** A position in the ways a duty officer reads one aloud. */

import { forward } from "mgrs";
import type { LonLat } from "../api/shapes";

/** `48°22'14.3"N 015°24'51.0"E`. */
export function dms([longitude, latitude]: LonLat): string {
  const lon = normalised(longitude);
  const north = sexagesimal(Math.abs(latitude), 2) + (latitude < 0 ? "S" : "N");
  return `${north} ${sexagesimal(Math.abs(lon), 3)}${lon < 0 ? "W" : "E"}`;
}

/** `48.370639, 15.414167`: latitude first, as it is spoken. */
export function decimal([longitude, latitude]: LonLat): string {
  return `${latitude.toFixed(6)}, ${normalised(longitude).toFixed(6)}`;
}

/** `33U WP 30682 57631`; undefined beyond 84° N or 80° S, where MGRS as used here has no grid. */
export function mgrs([longitude, latitude]: LonLat): string | undefined {
  if (latitude > 84 || latitude < -80) return undefined;
  const squeezed = forward([normalised(longitude), latitude], 5);
  const parts = /^(\d{1,2}[A-Z])([A-Z]{2})(\d{5})(\d{5})$/.exec(squeezed);
  return parts ? parts.slice(1).join(" ") : squeezed;
}

function sexagesimal(degrees: number, width: number): string {
  const tenths = Math.round(degrees * 36_000);
  const d = String(Math.floor(tenths / 36_000)).padStart(width, "0");
  const m = String(Math.floor((tenths % 36_000) / 600)).padStart(2, "0");
  const s = ((tenths % 600) / 10).toFixed(1).padStart(4, "0");
  return `${d}°${m}'${s}"`;
}

const normalised = (longitude: number): number => longitude - 360 * Math.round(longitude / 360);
