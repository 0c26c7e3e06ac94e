/** What an operation says, in words, and which of very many are shown. */

import type { Heights, Kind, Operation } from "../api/shapes";
import type { Around } from "../board";
import { dtg } from "../time/dtg";

export function kindWords(kind: Kind): string {
  switch (kind) {
    case "air":
      return "air";
    case "ground":
      return "ground movement";
    case "surface":
      return "surface vessel";
    case "hazard":
      return "hazard area";
    case "static":
      return "static presence";
  }
}

/** `300–500 m AGL (ground 200–260 m MSL)`, `FL100–FL140`, `4500–6500 ft MSL`. */
export function heightWords(heights: Heights): string {
  const { lower, upper, unit, datum } = heights;
  if (unit === "FL") return `${flightLevel(lower)}–${flightLevel(upper)}`;
  const named = datum === "PRESSURE" ? "pressure altitude" : datum;
  const words = `${plain(lower)}–${plain(upper)} ${unit} ${named}`;
  return heights.groundLower === undefined || heights.groundUpper === undefined
    ? words
    : `${words} (ground ${plain(heights.groundLower)}–${plain(heights.groundUpper)} ${unit} MSL)`;
}

/** The height bands of all volumes, each once, at most `most` of them. */
export function allHeights(operation: Operation, most: number): string {
  const bands = [...new Set(operation.volumes.map((volume) => heightWords(volume.heights)))];
  const shown = bands.slice(0, most).join("; ");
  return bands.length > most ? `${shown}; and ${bands.length - most} other bands` : shown;
}

/** `every party of the theatre`, `cobalt, relief`, `nobody else`. */
export function audienceWords(audience: readonly string[]): string {
  if (audience.includes("*")) return "every party of the theatre";
  return audience.length > 0 ? audience.join(", ") : "nobody else";
}

const flightLevel = (level: number): string => `FL${String(Math.round(level)).padStart(3, "0")}`;
const plain = (value: number): string => String(Math.round(value * 100) / 100);

export const counted = (n: number): string => n.toLocaleString("en-US");

/**
 * Which operations, or findings, are shown of more than a page can hold.
 *
 * @param there what of them is shown around a place
 */
export function aroundWords(
  { held, shown, found, radiusM, moment }: Around,
  things = "operations",
  there = "in force",
): string {
  const of = `Of ${counted(held)} ${things}, more than a page can hold,`;
  if (found === undefined) {
    return `${of} ${counted(shown)} are shown. Zoom in to 400 km across for all there.`;
  }
  const km = counted(Math.ceil(radiusM / 1000));
  const where = `${there} at ${dtg(moment)} within ${km} km of the map's middle`;
  return shown < found
    ? `${of} ${counted(shown)} of the ${counted(found)} ${where} are shown. Zoom in for the others.`
    : `${of} the ${counted(found)} ${where} are shown.`;
}
