/** Claims and bases in words. They say who says what, and never what was so. */

import type { BasisContest, Claim, Crossing, OperationBasis, TakenBack } from "../api/claims";
import { legible } from "../api/shapes";
import { dtg, parseTime } from "../time/dtg";
import { shortHash } from "./finding";

export function crossingTitle(crossing: Crossing): string {
  const name = crossing.name === undefined ? "" : ` "${legible(crossing.name)}"`;
  return `${crossing.article}${name}, said to be of ${crossing.of}`;
}

const SORTS: Readonly<Record<Claim["sort"], string>> = {
  reported: "reports it",
  contested: "contests it",
  agreed: "agrees",
};

export const sortWords = (claim: Claim): string =>
  SORTS[claim.sort] + (claim.standing === "stands" ? "" : `, ${claim.standing.replace("-", " ")}`);

const person = (by: string | undefined): string => (by === undefined ? "" : ` (${legible(by)})`);

const time = (text: string): string => {
  const at = parseTime(text);
  return at === undefined ? text : dtg(at);
};

const within = (amount: number | undefined, unit: string): string =>
  amount === undefined || amount === 0 ? "" : `, within ${amount} ${unit}`;

/** Who says it, when. */
export const saidWords = (said: Pick<Claim, "party" | "by" | "time">): string =>
  `${said.party}${person(said.by)} at ${time(said.time)}`.trim();

/** Where and when it was, as is claimed; the positions are nobody's but the claim's author's. */
export function seenWords(claim: Claim): string {
  const where =
    claim.position === undefined ? "no position" : claim.position + within(claim.within_m, "m");
  const when = claim.seen === undefined ? "" : ` at ${time(claim.seen)}${within(claim.within_s, "s")}`;
  return where + when;
}

export const takenBackWords = (back: TakenBack): string =>
  `taken back${person(back.by)} at ${time(back.time)}${back.words === "" ? "" : `: ${legible(back.words)}`}`;

export function basisWords(shown: OperationBasis): string {
  const { basis } = shown;
  if (basis === undefined) return "No basis is stated.";
  const parts = [
    basis.text !== "" && legible(basis.text),
    basis.agreement !== undefined && `agreement ${shortHash(basis.agreement)}`,
    basis.article !== undefined && legible(basis.article),
    basis.message !== undefined && `message ${legible(basis.message)}`,
  ].filter((part): part is string => part !== false);
  return parts.join(" · ");
}

export const contestWords = (contest: BasisContest): string =>
  `contested by ${saidWords(contest)}${contest.of_this_basis ? "" : ", of an earlier basis"}: ` +
  legible(contest.words) +
  (contest.taken_back === undefined ? "" : ` · ${takenBackWords(contest.taken_back)}`);
