/** The list of operations of all parties: those to reckon with at the moment looked at, or all. */

import { legible, type Operation } from "../api/shapes";
import type { Board } from "../board";
import { h, say } from "../dom";
import { SIDE_COLOUR, symbolImage } from "../map/symbols";
import { dtgWindow } from "../time/dtg";
import { inForce, isDrawn, isLive } from "../time/inforce";
import { allHeights, aroundWords, kindWords } from "../words/operation";
import { showDeclaring } from "./declaring";
import { type Item, Listbox } from "./listbox";

type Scope = "in-force" | "live" | "all";

export class Operations {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #list: Listbox;
  readonly #count = h("span", { class: "count" });
  readonly #around = h("p", { class: "around", "data-testid": "around", hidden: true });
  readonly #scope: HTMLSelectElement;
  readonly #filter: HTMLInputElement;

  readonly #declare = h(
    "button",
    {
      type: "button",
      class: "declare",
      "data-testid": "declaring",
      click: () => showDeclaring(),
    },
    "Declare …",
  );

  constructor(board: Board, show: (operation: Operation) => void) {
    this.#board = board;
    this.#list = new Listbox("operation", "Operations", {
      chosen: (id) => board.select({ operation: id }),
      acted: (id) => {
        const operation = board.operations.get(id);
        if (operation) show(operation);
      },
    });
    const changed = (): void => this.#draw();
    this.#scope = h(
      "select",
      { "aria-label": "Which operations", change: changed, "data-testid": "operation-scope" },
      h("option", { value: "live" }, "live"),
      h("option", { value: "in-force" }, "at slider's time"),
      h("option", { value: "all" }, "with ended"),
    );
    this.#filter = h("input", {
      type: "search",
      placeholder: "filter (/)",
      "aria-label": "Filter operations by name, party, kind or id",
      input: changed,
    });
    this.element = h(
      "section",
      { class: "operations", "aria-label": "Operations" },
      h("h2", {}, "Operations ", this.#count, this.#declare),
      h("div", { class: "tools" }, this.#scope, this.#filter),
      this.#around,
      this.#list.element,
    );
    board.on(["operations", "selection", "moment", "sides", "me"], () => this.#draw());
  }

  focus(): void {
    this.#list.focus();
  }

  focusFilter(): void {
    this.#filter.focus();
    this.#filter.select();
  }

  #draw(): void {
    const board = this.#board;
    const scope = this.#scope.value as Scope;
    const words = this.#filter.value.trim().toLowerCase();
    const moment = board.moment;
    const shown = [...board.operations.values()]
      .filter((o) => scope === "all" || isDrawn(o))
      .filter((o) => scope !== "in-force" || o.volumes.some((v) => inForce(v, moment)))
      .filter((o) => words === "" || haystack(o).includes(words))
      .sort(byPlace(board.self));
    const live = [...board.operations.values()].filter(isLive).length;
    say(
      this.#count,
      board.operationsKnown ? `${shown.length} shown, ${live} live` : "not known yet",
    );
    this.#around.hidden = board.around === undefined;
    say(this.#around, board.around === undefined ? "" : aroundWords(board.around));
    this.#declare.hidden = board.me === undefined || board.me.role === "observer";
    const chosen = board.selected.operation;
    this.#list.update(
      shown.map((operation) => this.#item(operation)),
      chosen,
    );
  }

  #item(operation: Operation): Item {
    const side = this.#board.sideOf(operation.party);
    const own = operation.party === this.#board.self;
    return {
      id: operation.id,
      version: [operation.revision, operation.state, side, operation.volumes.length, own].join(" "),
      testid: "operation-item",
      build: () => {
        const party = h("strong", {}, operation.party);
        party.style.color = SIDE_COLOUR[side];
        const count = operation.volumes.length;
        return [
          symbolImage(operation.kind, side),
          h(
            "div",
            { class: "item-body" },
            h(
              "div",
              { class: "item-title" },
              h("span", { class: "item-name" }, operation.name || operation.id),
              h("span", { class: "state", "data-state": operation.state }, operation.state),
            ),
            h(
              "div",
              { class: "item-line" },
              party,
              ` · ${kindWords(operation.kind)} · ${legible(operation.id)} r${operation.revision}`,
            ),
            h("div", { class: "item-line time" }, dtgWindow(operation.start, operation.end)),
            h(
              "div",
              { class: "item-line" },
              allHeights(operation, 1),
              count > 1 && ` · ${count} volumes`,
              operation.grain !== "exact" &&
                ` · disclosed to ${operation.grain.replace("km", " km")}`,
            ),
          ),
        ];
      },
    };
  }
}

const haystack = (o: Operation): string =>
  `${o.name} ${o.party} ${kindWords(o.kind)} ${o.kind} ${o.state} ${o.id}`.toLowerCase();

/** Own first, then by start. */
function byPlace(self: string): (a: Operation, b: Operation) => number {
  const rank = (o: Operation): number => (o.party === self ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || a.start - b.start || (a.id < b.id ? -1 : 1);
}
