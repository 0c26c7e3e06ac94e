/** What a finding says, in words. No word here reads as permission. */

import type { Finding, FindingSide, Offer, Settling } from "../api/shapes";
import type { Around } from "../board";
import { dtgWindow, parseTime } from "../time/dtg";
import { aroundWords, counted } from "./operation";

export const NOTHING_FOUND = "No conflict with what was disclosed to you";
export const PROTECTION = "Absence of a notice takes away nobody's protection.";

const METRES_PER_NM = 1852;

export function verdictWords(verdict: Finding["verdict"]): string {
  switch (verdict) {
    case "conflict":
      return "conflict";
    case "within-tolerance":
      return "within tolerance";
  }
}

/**
 * The lateral distance between the two areas, its bounds rounded outwards: `812.3 to 812.4 m
 * (0.438 to 0.439 NM)`.
 */
export function distanceWords(lowerM: number, upperM: number): string {
  if (upperM <= 0) return "0 m: the areas touch or overlap";
  const metres = bounds(lowerM, upperM, 1);
  return `${metres} m (${bounds(lowerM / METRES_PER_NM, upperM / METRES_PER_NM, 3)} NM)`;
}

function bounds(lower: number, upper: number, digits: number): string {
  const scale = 10 ** digits;
  // A hair of slack, so that 812.3 stored as 812.2999999999 is not shown as 812.2.
  const low = (Math.floor(lower * scale + 1e-6) / scale).toFixed(digits);
  const high = (Math.ceil(upper * scale - 1e-6) / scale).toFixed(digits);
  return low === high ? low : `${low} to ${high}`;
}

/** `2 conflicts, 1 within tolerance`. */
export function countWords(findings: readonly Finding[]): string {
  const conflicts = findings.filter((f) => f.verdict === "conflict").length;
  const tolerated = findings.length - conflicts;
  const words: string[] = [];
  if (conflicts > 0) words.push(`${conflicts} ${conflicts === 1 ? "conflict" : "conflicts"}`);
  if (tolerated > 0) words.push(`${tolerated} within tolerance`);
  return words.length > 0 ? words.join(", ") : NOTHING_FOUND;
}

/** The own side of a finding, when `self` is one of the two. */
export function ownSide(finding: Finding, self: string): FindingSide | undefined {
  return finding.operations.find((side) => side.party === self);
}

/** The side that is not `self`; the second one when neither is. */
export function otherSide(finding: Finding, self: string): FindingSide {
  const [a, b] = finding.operations;
  return a.party === self || b.party !== self ? b : a;
}

/** Who of the two cannot see the other's operation; empty when both see both. */
export function unseenWords(finding: Finding, self: string): string[] {
  return finding.operations
    .filter((side) => !side.seen_by_other)
    .map((side) => {
      const other = finding.operations.find((each) => each !== side)?.party ?? "the other party";
      return side.party === self
        ? `The other party cannot see this: ${other} was not told of ${side.id}.`
        : `You alone hold both: ${other} is not in the audience of ${side.id}.`;
    });
}

/**
 * The standing sentence; of the past when the own node is no longer heard.
 *
 * @param elsewhere so many are open, and none of them is shown
 */
export function nothingWords(heardUntil: string | undefined, elsewhere = 0): string {
  const nothing =
    elsewhere > 0
      ? `${NOTHING_FOUND} where you look; ${counted(elsewhere)} are open elsewhere`
      : NOTHING_FOUND;
  return heardUntil === undefined
    ? nothing
    : `${nothing} by ${heardUntil}; your node has not been heard since`;
}

/** A cut link hides what its party declared since: one sentence for all of them, none for none. */
export function cutWords(cut: readonly { party: string; age: string }[]): string[] {
  if (cut.length === 0) return [];
  const parties = cut.map(({ party, age }) => `${party} (${age} old)`).join(", ");
  return [`Cut off: ${parties}. What they declared since then is not here.`];
}

/** What keeps the picture of some parties from being complete, one sentence each. */
export function caveats(
  unresolved: readonly string[],
  noRulesWith: readonly string[],
  around?: Around,
): string[] {
  return [
    ...(around !== undefined
      ? [
          `${aroundWords(around, "findings", "of operations in force")} ` +
            "wideberth findings lists all.",
        ]
      : []),
    ...unresolved.map(
      (party) =>
        `Nothing of ${party} is shown as apart: part of its log is missing or unreadable here.`,
    ),
    ...noRulesWith.map(
      (party) => `No rules with ${party}: no minimum is agreed, so no finding can be computed.`,
    ),
  ];
}

/** Whether it is the own side's and nobody here has taken it up: then it alarms. */
export function isUntaken(finding: Finding, self: string, now: number): boolean {
  return (
    finding.taken !== undefined &&
    ownSide(finding, self) !== undefined &&
    !isPast(finding, now) &&
    !finding.taken.some((taking) => taking.party === self)
  );
}

/** How far the two sides are. */
export function settlementWords(finding: Settling): string {
  const yields = finding.yields === undefined ? "" : `: ${finding.yields} yields`;
  const { settlement } = finding;
  if (settlement === undefined) return "";
  switch (settlement) {
    case "untaken":
      return "nobody has taken it up";
    case "taken":
      return `taken up by ${(finding.taken ?? []).map((taking) => taking.party).join(" and ")}`;
    case "offered":
      return "an offer waits for an answer";
    case "agreed":
      return `agreed, not yet carried out${yields}`;
    case "found-again":
      return "found again after what was agreed was carried out";
  }
}

/** What an offer would change. */
export function offerWords(offer: Offer): string {
  const start = parseTime(offer.start ?? "");
  const end = parseTime(offer.end ?? "");
  const parts: string[] = [];
  if (offer.withdraw) parts.push("is withdrawn");
  if (start !== undefined && end !== undefined) parts.push(`moves to ${dtgWindow(start, end)}`);
  if (offer.lower !== undefined) parts.push(`${offer.lower} to ${offer.upper ?? ""}`);
  if (parts.length === 0) parts.push("changes as the words say");
  return `${offer.yields} yields: ${offer.operation} ${parts.join(", ")}`;
}

/**
 * What is still to come before what is past, what nobody here has taken up before the rest,
 * conflicts before tolerances, then by time.
 */
export function byUrgency(now: number, self = ""): (a: Finding, b: Finding) => number {
  const rank = (f: Finding): number =>
    (isPast(f, now) ? 4 : 0) + (isUntaken(f, self, now) ? 0 : 2) + (f.verdict === "conflict" ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || start(a) - start(b) || (a.id < b.id ? -1 : 1);
}

export const isPast = (finding: Finding, now: number): boolean => end(finding) <= now;
export const start = (finding: Finding): number => parseTime(finding.interval.start) ?? 0;
export const end = (finding: Finding): number => parseTime(finding.interval.end) ?? 0;

/** The beginning of a hash, long enough to be told apart by voice. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
