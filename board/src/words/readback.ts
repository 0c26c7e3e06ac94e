/** What was read back, in words. */

import type { ReadBack, Reading } from "../api/shapes";
import { clock, parseTime } from "../time/dtg";

export function readBackWords({ state, difference_m }: ReadBack): string {
  switch (state) {
    case "confirmed":
      return "read back, confirmed";
    case "differs":
      return `READ BACK ${distance(difference_m)} OFF, not confirmed`;
    case "not-read-back":
      return "not read back yet";
  }
}

export function readingWords(place: number, reading: Reading): string {
  const ms = parseTime(reading.time);
  const by = reading.by === undefined ? "" : ` by ${reading.by}`;
  const off = reading.differs ? `${distance(reading.difference_m)} OFF` : "right";
  return `place ${place}: ${reading.position} ${ms === undefined ? reading.time : clock(ms)}${by}, ${off}`;
}

export const distance = (metres: number): string =>
  metres < 1_000 ? `${metres} m` : `${(metres / 1_000).toFixed(1)} km`;
