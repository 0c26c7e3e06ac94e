/** What would be found and what would end it, in words. No word here reads as permission. */

import type { Proposal, Would } from "../api/lookahead";
import { NOTHING_FOUND } from "./finding";

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
