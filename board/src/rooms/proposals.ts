/** Changes that would end a finding, as a list. */

import type { Proposal, Proposals } from "../api/lookahead";
import { h, present } from "../dom";
import { proposalWords } from "../words/lookahead";

/** One sentence each, and what was not looked for. */
export function proposalList(
  found: Proposals,
  act: (proposal: Proposal) => HTMLElement | undefined,
): HTMLElement {
  return h(
    "ul",
    {},
    ...found.proposals.map((each) =>
      h(
        "li",
        { "data-testid": "proposal", "data-party": each.party },
        ...present([`${proposalWords(each)} `, act(each)]),
      ),
    ),
    ...found.remarks.map((remark) => h("li", { class: "item-line" }, remark)),
  );
}
