/** What would be found and what would end it, in words. No word here reads as permission. */

import type { Proposal, Window, Would } from "../api/lookahead";
import { dtg, dtgCeiling, duration, parseTime } from "../time/dtg";
import { NOTHING_FOUND } from "./finding";

const MINUTE_MS = 60_000;

/** `amber starts 12 minutes later: … (cost 12; ends 2 more)`. */
export function proposalWords(proposal: Proposal): string {
  const more = proposal.also_ends.length + proposal.also_ends_articles.length;
  return `${proposal.words} (cost ${proposal.cost}${more === 0 ? "" : `; ends ${more} more`})`;
}

export function wouldWords(would: Would): string {
  const name = would.name || would.id;
  const found =
    would.total === 0
      ? NOTHING_FOUND.toLowerCase()
      : `${would.total} ${would.total === 1 ? "conflict" : "conflicts"} with what was disclosed to you`;
  const shown =
    would.findings.length < would.total ? `, of which ${would.findings.length} are shown` : "";
  const ends =
    would.ends.length === 0
      ? ""
      : `; ${would.ends.length} that it has now would be gone`;
  return `${name} as it would be: ${found}${shown}${ends}. Nothing was filed.`;
}

/** `010700ZDEC26 – 010930ZDEC26, 2 h 30 min`: what is left when rounded inwards to whole minutes. */
export function windowWords(window: Window): string {
  const start = parseTime(window.start) ?? NaN;
  const end = parseTime(window.end) ?? NaN;
  return `${dtgCeiling(start)} – ${dtg(end)}, ${duration(end - start)}`;
}

/**
 * The same operation at the beginning of a window: from a whole minute on, if that leaves it within.
 *
 * @param content a GeoJSON Feature, or a collection of those of one operation
 * @param minutes how long all of it takes then; without, every Feature is as long as it was
 * @returns undefined if its times cannot be read
 */
export function movedInto(window: Window, content: object, minutes?: number): object | undefined {
  const collection = content as { features?: readonly Timed[] };
  const features = collection.features ?? [content as Timed];
  const times = features.map((each) => ({
    start: parseTime(String(each.properties?.start)) ?? NaN,
    end: parseTime(String(each.properties?.end)) ?? NaN,
  }));
  const first = Math.min(...times.map((each) => each.start));
  const length =
    minutes === undefined
      ? Math.max(...times.map((each) => each.end)) - first
      : minutes * MINUTE_MS;
  const earliest = parseTime(window.start) ?? NaN;
  const minute = Math.ceil(earliest / MINUTE_MS) * MINUTE_MS;
  const begin = minute + length <= (parseTime(window.end) ?? NaN) ? minute : earliest;
  if (!Number.isFinite(begin + length)) return undefined;
  const moved = features.map((each, i) => {
    const was = times[i] ?? { start: first, end: first };
    const start = minutes === undefined ? begin + was.start - first : begin;
    const end = minutes === undefined ? begin + was.end - first : begin + length;
    return { ...each, properties: { ...each.properties, start: iso(start), end: iso(end) } };
  });
  return collection.features ? { ...content, features: moved } : moved[0];
}

interface Timed {
  readonly properties?: { readonly start?: unknown; readonly end?: unknown };
}

const iso = (ms: number): string => new Date(ms).toISOString();
