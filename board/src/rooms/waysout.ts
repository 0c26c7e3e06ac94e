/** The changes of either side that would end a finding, looked for when somebody asks. */

import * as client from "../api/client";
import type { Proposal } from "../api/lookahead";
import type { Board } from "../board";
import { h, say } from "../dom";
import { showDeclaring } from "./declaring";
import { proposalList } from "./proposals";

/** What is said under a finding, until another one is looked at. */
export function waysOut(board: Board, finding: string): HTMLElement {
  const list = h("div", { "data-testid": "ways-out", "aria-live": "polite" });
  const look = async (): Promise<void> => {
    say(list, "Looking …");
    try {
      const found = await client.proposals(finding);
      list.replaceChildren(proposalList(found, (each) => act(board, each)));
    } catch (e) {
      say(list, e instanceof Error ? e.message : String(e));
    }
  };
  return h(
    "div",
    { class: "ways-out" },
    h(
      "button",
      {
        type: "button",
        "data-testid": "look-for-ways-out",
        title: "Changes of either side that would end it, by everything known here",
        click: () => void look(),
      },
      "What would end it?",
    ),
    list,
  );
}

function act(board: Board, proposal: Proposal): HTMLElement | undefined {
  if (!proposal.own || board.me === undefined || board.me.role === "observer") return undefined;
  return h(
    "button",
    {
      type: "button",
      "data-testid": "into-form",
      click: () => showDeclaring(proposal.operation, proposal.content),
    },
    "Put into the form …",
  );
}
