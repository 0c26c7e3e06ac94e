/** What was read back, in words. */

import type { ReadBack, Reading, WarningReading } from "../api/shapes";
import { clock, parseTime } from "../time/dtg";

export function readBackWords({ state, difference_m, difference_s }: ReadBack): string {
  switch (state) {
    case "confirmed":
      return "read back, confirmed";
    case "differs":
      return `READ BACK ${off(difference_m, difference_s)} OFF, not confirmed`;
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

/** Seconds only where there are any to read back. */
function off(metres: number, seconds: number | undefined): string {
  if (seconds === undefined || seconds === 0) return distance(metres);
  return metres === 0 ? `${seconds} s` : `${distance(metres)} and ${seconds} s`;
}

/** One reading of a warning's area, or of one of its times. */
export function warningReadingWords(item: string, reading: WarningReading): string {
  const ms = parseTime(reading.time);
  const by = reading.by === undefined ? "" : ` by ${reading.by}`;
  const read =
    reading.position === undefined
      ? (reading.read ?? "")
      : `${reading.position} within ${reading.radius_m ?? 0} m`;
  const wrong =
    reading.difference_m === undefined
      ? `${reading.difference_s ?? 0} s`
      : distance(reading.difference_m);
  const at = ms === undefined ? reading.time : clock(ms);
  return `${item}: ${read} ${at}${by}, ${reading.differs ? `${wrong} OFF` : "right"}`;
}

export const distance = (metres: number): string =>
  metres < 1_000 ? `${metres} m` : `${(metres / 1_000).toFixed(1)} km`;
