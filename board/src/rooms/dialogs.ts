/** What is shown on top of the rooms: a question, the keys, the parties. */

import { partyBundleAddress } from "../api/client";
import { legible } from "../api/shapes";
import type { Board, Side } from "../board";
import { h } from "../dom";
import { SIDE_COLOUR } from "../map/symbols";
import { holdingWords, linkWords } from "../words/link";

/** Asks, and answers whether the act was chosen. Escape is no. */
export function confirm(title: string, words: string | Node, act: string): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { "aria-label": title },
      h("h2", {}, title),
      typeof words === "string" ? h("p", {}, words) : words,
      h(
        "div",
        { class: "dialog-acts" },
        h("button", { type: "button", autofocus: true, click: () => dialog.close("no") }, "Cancel"),
        h("button", { type: "button", class: "act", click: () => dialog.close("yes") }, act),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function show(title: string, ...content: readonly Node[]): HTMLDialogElement {
  const dialog = h(
    "dialog",
    { "aria-label": title },
    h("h2", {}, title),
    ...content,
    h(
      "div",
      { class: "dialog-acts" },
      h("button", { type: "button", autofocus: true, click: () => dialog.close() }, "Close (Esc)"),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const KEYS: readonly (readonly [key: string, does: string])[] = [
  ["f", "findings"],
  ["o", "operations"],
  ["r", "receipts of the selected operation"],
  ["m", "map: arrows move it, + and − zoom"],
  ["t", "time slider: arrows a step, Page Up and Page Down a tenth"],
  ["n", "back to now"],
  ["a", "all times, on and off"],
  ["/", "filter operations"],
  ["p", "parties: links, fingerprints, friend or neutral"],
  ["c", "channel: messages to and from the other parties, open and close"],
  ["u", "rules: proposals, changes, signing, suspending; open and close"],
  ["x", "claims: crossings reported and contested; open and close"],
  ["↑ ↓", "in a list: the item before and after"],
  ["Enter", "in a list: show on the map"],
  ["Tab", "the next thing that can be worked with"],
  ["?", "these keys"],
];

const LEGEND: readonly (readonly [look: string, means: string])[] = [
  ["whole outline", "active"],
  ["dashed outline", "declared"],
  ["dotted outline", "own draft, told to nobody"],
  ["amber outline", "nonconforming or contingent"],
  ["red diamond", "conflict, where the two come closest"],
  ["amber triangle", "within tolerance"],
  ["white cross", "where a party claims that something crossed"],
  ["cyan, green, yellow", "shown as friend, neutral, unknown: this screen's choice"],
];

export function showShortcuts(): void {
  const keys = KEYS.flatMap(([key, does]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)]);
  const legend = LEGEND.flatMap(([look, means]) => [h("dt", {}, look), h("dd", {}, means)]);
  show(
    "Keys",
    h("dl", { class: "keys" }, ...keys),
    h("h2", {}, "On the map"),
    h("dl", {}, ...legend),
  );
}

const SIDES: readonly Side[] = ["friend", "neutral", "unknown"];

/** Every party: its link, its fingerprint to compare by voice, and how the viewer regards it. */
export function showParties(board: Board): void {
  const now = board.now();
  const rows = board.cards.map((card) => {
    const link = board.links.find((each) => each.party === card.party);
    const name = h("strong", {}, card.party);
    name.style.color = SIDE_COLOUR[board.sideOf(card.party)];
    const choice = h(
      "select",
      {
        "aria-label": `Show ${card.party} as`,
        change: (event) => {
          board.setSide(card.party, (event.target as HTMLSelectElement).value as Side);
          name.style.color = SIDE_COLOUR[board.sideOf(card.party)];
        },
      },
      ...SIDES.map((side) =>
        h("option", { value: side, selected: board.sideOf(card.party) === side }, side),
      ),
    );
    const state = link
      ? linkWords(link, now, board.nodeAnswers()).words
      : card.self
        ? "this node"
        : "no link";
    const trip = link?.round_trip_ms;
    return h(
      "tr",
      {},
      h("td", {}, name, h("div", {}, legible(card.name))),
      h(
        "td",
        {},
        h(
          "div",
          {},
          trip === undefined ? state : `${state}, ${Math.round(trip)} ms there and back`,
        ),
        ...(link ? holdingWords(link).map((words) => h("div", { class: "item-line" }, words)) : []),
      ),
      h("td", {}, h("code", { class: "fingerprint" }, card.fingerprint)),
      h("td", {}, choice),
      h(
        "td",
        {},
        h(
          "a",
          {
            class: "button",
            href: partyBundleAddress(card.party),
            download: `party-${card.party}.json`,
            title: "Who sat at its desks, who its people are, how its links did",
          },
          "Evidence",
        ),
      ),
    );
  });
  show(
    "Parties",
    h(
      "p",
      { class: "item-line" },
      "Compare fingerprints by voice. How a party is shown is this screen's choice alone; " +
        "no other party learns of it.",
    ),
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...["party", "link", "fingerprint", "shown as", "record"].map((word) => h("th", {}, word)),
        ),
      ),
      h("tbody", {}, ...rows),
    ),
  );
}
