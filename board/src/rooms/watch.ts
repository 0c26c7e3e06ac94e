/** Who sits at the own desks: taken, handed over with a note, left. */

import * as client from "../api/client";
import { legible, type Watch } from "../api/shapes";
import type { Board } from "../board";
import { h, present, say } from "../dom";
import { clock, parseTime } from "../time/dtg";
import { confirm } from "./dialogs";

export class Desks {
  readonly element = h("ul", {
    class: "desks",
    "aria-label": "Own desks",
    "data-testid": "own-desks",
  });
  readonly #board: Board;
  #shown = "";

  constructor(board: Board) {
    this.#board = board;
    board.on(["watches", "me"], () => this.#draw());
  }

  #draw(): void {
    const { me, watches } = this.#board;
    const own = watches.filter((watch) => watch.party === me?.party);
    const key = JSON.stringify([own, me?.role, me?.person]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.replaceChildren(...own.map((watch) => this.#desk(watch)));
  }

  #desk(watch: Watch): HTMLElement {
    const { me } = this.#board;
    const mayWrite = me !== undefined && me.role !== "observer";
    const mine = watch.manned && watch.by === me?.person;
    return h(
      "li",
      { "data-testid": `desk-${watch.desk}`, "data-manned": String(watch.manned) },
      ...present([
        h("strong", {}, `${watch.desk} desk`),
        ` ${watchWords(watch)} `,
        watch.note && h("span", { class: "handover" }, `note by ${legible(watch.note.by)}`),
        mayWrite &&
          !mine &&
          h("button", { type: "button", click: () => void this.#take(watch) }, "Take"),
        mayWrite &&
          mine &&
          h("button", { type: "button", click: () => void this.#handOver(watch) }, "Note"),
        mayWrite &&
          mine &&
          h("button", { type: "button", click: () => void this.#leave(watch) }, "Leave"),
      ]),
    );
  }

  async #take(watch: Watch): Promise<void> {
    const { note } = watch;
    const yes =
      note === undefined ||
      (await confirm(
        `For the relief at the ${watch.desk} desk`,
        `${legible(note.by)}: ${legible(note.text)}`,
        "I have read this and take the desk",
      ));
    if (yes) await this.#done(client.takeWatch(watch.desk, note?.id));
  }

  async #handOver(watch: Watch): Promise<void> {
    const text = h("textarea", {
      rows: "6",
      maxlength: "2000",
      dir: "auto",
      autofocus: true,
      "aria-label": "What the relief has to know",
      "data-testid": "handover-text",
    });
    text.value = watch.note?.text ?? "";
    if (await confirm("What the relief has to know", text, "Leave this note")) {
      await this.#done(client.handOver(watch.desk, text.value));
    }
  }

  async #leave(watch: Watch): Promise<void> {
    const words = "The other parties will see the desk as unmanned.";
    if (await confirm(`Leave the ${watch.desk} desk?`, words, "Leave it unmanned")) {
      await this.#done(client.leaveWatch(watch.desk));
    }
  }

  async #done(asked: Promise<unknown>): Promise<void> {
    try {
      await asked;
    } catch (e) {
      await confirm("Not done", e instanceof Error ? e.message : String(e), "Close");
    }
  }
}

/** Who has it, since when; unmanned is said as plainly. */
export function watchWords(watch: Watch): string {
  const since = watch.since === undefined ? undefined : parseTime(watch.since);
  const time = since === undefined ? "" : ` since ${clock(since)}`;
  return watch.manned ? `${legible(watch.by ?? "")}${time}` : `unmanned${time}`;
}

/** Says of another party's duty desk whether anybody sits there. */
export function sayDesk(element: HTMLElement, watches: readonly Watch[], party: string): void {
  const duty = watches.find((watch) => watch.party === party && watch.desk === "duty");
  element.dataset["manned"] = String(duty?.manned === true);
  say(element, duty === undefined ? "" : `desk ${watchWords(duty)}`);
}
