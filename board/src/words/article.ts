/** What is found under articles, in words that judge nobody. */

import type { ArticleFinding, Facing, LineText, UnderArticle, ZoneText } from "../api/articles";
import { legible } from "../api/shapes";
import { parseTime } from "../time/dtg";
import { suspendedWords } from "./agreement";

export function articleWords(finding: ArticleFinding): string {
  const { operation } = finding;
  const under = finding.under[0];
  const who = `${legible(operation.name || operation.id)} (${operation.party})`;
  const disputed = finding.disputed ? "; rules disputed" : "";
  const words = suspendedWords(finding.suspended);
  const marked = words === "" ? disputed : `${disputed}; ${words}`;
  return under === undefined ? who : `${who} ${underWords(under)}${marked}`;
}

export function underWords(under: UnderArticle): string {
  const maybe = under.certain ? "" : "may be: ";
  return maybe + plainWords(under);
}

function plainWords(under: UnderArticle): string {
  const title = legible(under.title);
  switch (under.what) {
    case "crosses-line":
      return (
        `crosses ${title} by ${metres(under.most_m)} at most; ` +
        `its party keeps to the ${under.keeps ?? "other side"}`
      );
    case "enters-zone":
      return `enters ${title}`;
    case "enters-at-short-notice":
      return `enters ${title} at short notice: ${leadWords(under)}`;
    case "leaves-heights":
      return `leaves the heights of ${title} by ${metres(under.most_m)} at most`;
    case "late-notice":
      return `was declared late: ${leadWords(under)}`;
  }
}

function leadWords(under: UnderArticle): string {
  const lead = under.lead_s ?? 0;
  const when = lead < 0 ? `${-lead} s after its start` : `${lead} s before`;
  return `${when}, ${under.agreed_lead_s ?? 0} s were agreed`;
}

function metres(m: number): string {
  return m < 1_000 ? `${Math.ceil(m)} m` : `${(m / 1_000).toFixed(1)} km`;
}

/** With whom nobody here has taken it up yet: those alarm, until it is over. */
export function untakenWith(finding: ArticleFinding, self: string, now: number): readonly Facing[] {
  const ends = finding.under.map(({ interval }) => parseTime(interval?.end ?? "") ?? Infinity);
  if (Math.max(...ends) <= now) return [];
  return (finding.facing ?? []).filter(
    ({ taken }) => !(taken ?? []).some((taking) => taking.party === self),
  );
}

/** What stands beside a line on the map. */
export function lineWords(line: LineText): string {
  const sides = line.sides.map(({ party, side }) => `${party} ${side}`).join(", ");
  return `${legible(line.name)}\n${sides}`;
}

export function zoneWords(zone: ZoneText): string {
  return `${legible(zone.name)}\n${zone.kind.replaceAll("-", " ")}`;
}
