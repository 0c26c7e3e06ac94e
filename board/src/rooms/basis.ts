/** On what the selected operation is said to rest, and who contests it. Both stand. */

import type { OperationBasis } from "../api/claims";
import * as client from "../api/client";
import type { Board } from "../board";
import { h, present } from "../dom";
import { basisWords, contestWords } from "../words/claim";
import { saying } from "./claims";

export class Basis {
  readonly element = h("div", {
    class: "basis",
    role: "region",
    "aria-label": "Basis of the selected operation",
    "data-testid": "basis",
    hidden: true,
  });
  readonly #board: Board;
  #asked = 0;

  constructor(board: Board) {
    this.#board = board;
    let wanted: string | undefined;
    board.on(["selection", "claims", "me"], () => void this.#ask());
    // A revision may state another basis.
    board.on(["operations"], () => {
      const operation = board.operations.get(board.selected.operation ?? "");
      const now = operation && `${operation.id} ${operation.revision}`;
      if (now !== wanted) void this.#ask();
      wanted = now;
    });
  }

  async #ask(): Promise<void> {
    const operation = this.#board.selected.operation;
    const asked = ++this.#asked;
    if (operation === undefined) {
      this.element.hidden = true;
      return;
    }
    try {
      const shown = await client.basisOf(operation);
      if (asked === this.#asked) this.#draw(shown);
    } catch {
      // Signed out, or the operation is gone: others say so.
      if (asked === this.#asked) this.element.hidden = true;
    }
  }

  #draw(shown: OperationBasis): void {
    const { me, self } = this.#board;
    const speaks = me !== undefined && me.role !== "observer" && shown.party !== self;
    const contests = shown.contests.some(
      (each) => each.party === self && each.taken_back === undefined,
    );
    this.element.hidden = shown.basis === undefined && shown.contests.length === 0;
    this.element.dataset["contested"] = String(shown.contested);
    this.element.replaceChildren(
      ...present([
        h(
          "p",
          { dir: "auto" },
          h("strong", {}, `Basis, as ${shown.party} says: `),
          basisWords(shown),
          shown.contested && " · contested",
        ),
        ...shown.contests.map((each) =>
          h("p", { class: "item-line", "data-testid": "basis-contest", dir: "auto" }, contestWords(each)),
        ),
        speaks &&
          shown.basis !== undefined &&
          h(
            "button",
            {
              type: "button",
              "data-testid": "contest-basis",
              click: () =>
                void saying("Why is this basis contested?", "Contest it", (words) =>
                  client.sayOfBasis(shown.operation, "contest", words),
                ),
            },
            "Contest …",
          ),
        speaks &&
          contests &&
          h(
            "button",
            {
              type: "button",
              "data-testid": "take-back-contest",
              click: () =>
                void saying("Contest it no longer?", "Take it back", (words) =>
                  client.sayOfBasis(shown.operation, "take-back", words),
                ),
            },
            "Take back …",
          ),
      ]),
    );
  }
}
