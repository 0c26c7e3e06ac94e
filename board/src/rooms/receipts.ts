/** Who holds an own operation, since when. A witness holds the line only, and is never delivery. */

import { legible } from "../api/shapes";
import type { Board } from "../board";
import { h, say } from "../dom";
import { exact, parseTime } from "../time/dtg";
import { audienceWords } from "../words/operation";
import { entryWords, heldWords, holderWords } from "../words/receipt";

export class Receipts {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #of = h("span", { class: "count" });
  readonly #body = h("div", { class: "receipts-body" });
  readonly #frame: HTMLElement;

  constructor(board: Board) {
    this.#board = board;
    this.#frame = h(
      "div",
      {
        class: "receipts-frame",
        tabindex: "0",
        role: "region",
        "aria-label": "Receipts of the selected operation",
      },
      this.#body,
    );
    this.element = h(
      "section",
      { class: "receipts", "aria-label": "Receipts", "data-testid": "receipts" },
      h("h2", {}, "Receipts ", this.#of),
      this.#frame,
    );
    board.on(["receipts", "selection", "operations", "me"], () => this.#draw());
    this.#draw();
  }

  focus(): void {
    this.#frame.focus();
  }

  #draw(): void {
    const board = this.#board;
    const operation = board.operations.get(board.receiptsWanted() ?? "");
    say(this.#of, operation ? legible(operation.name || operation.id) : "");
    if (!operation) {
      this.#body.replaceChildren(
        note("Select an operation of your own to see who holds it since when."),
      );
    } else if (operation.party !== board.self) {
      const { party } = operation;
      const words = `This operation is ${party}'s. Receipts for it are ${party}'s to show.`;
      this.#body.replaceChildren(note(words));
    } else if (board.receipts?.operation !== operation.id) {
      this.#body.replaceChildren(note("Receipts are not known yet."));
    } else {
      const entries = [...board.receipts.entries].sort((a, b) => b.seq - a.seq);
      this.#body.replaceChildren(
        h("p", { class: "item-line" }, `Audience: ${audienceWords(operation.audience)}.`),
        ...entries.map((entry) => {
          const time = parseTime(entry.time);
          return h(
            "div",
            { class: "receipt-entry" },
            h(
              "h3",
              {},
              entryWords(entry),
              h(
                "span",
                {},
                ` entry ${entry.seq}${time === undefined ? "" : `, written ${exact(time)}`}`,
              ),
            ),
            h("p", { class: "held" }, heldWords(entry)),
            h(
              "ul",
              {},
              ...entry.holders.map((holder) => {
                const { tone, words } = holderWords(holder);
                return h(
                  "li",
                  { "data-tone": tone, "data-testid": `receipt-${holder.party}` },
                  words,
                );
              }),
            ),
          );
        }),
        ...(entries.length === 0 ? [note("No entry of this operation yet.")] : []),
      );
    }
  }
}

const note = (words: string): HTMLElement => h("p", { class: "item-line" }, words);
