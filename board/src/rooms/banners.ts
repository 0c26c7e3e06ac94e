/** What must not be overlooked: the own node lost, answers that could not be shown, alarms. */

import type { Board } from "../board";
import { h, say } from "../dom";
import { legible } from "../api/shapes";
import { clock, duration, exact, parseTime } from "../time/dtg";

export class Banners {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #lost = h("div", {
    class: "banner lost",
    role: "alert",
    "data-testid": "connection-lost",
    hidden: true,
  });
  readonly #troubles = h("div", { class: "banner trouble", role: "alert", hidden: true });
  readonly #alarms = h("ul", {
    class: "alarms",
    "aria-label": "Alarms",
    "data-testid": "alarms",
    hidden: true,
  });

  constructor(board: Board) {
    this.#board = board;
    this.element = h("div", { class: "banners" }, this.#lost, this.#troubles, this.#alarms);
    board.on(["connection", "second"], () => this.#drawConnection());
    board.on(["alarms"], () => this.#drawAlarms());
  }

  #drawConnection(): void {
    const { nodeHeard } = this.#board;
    const now = this.#board.now();
    const lost = !this.#board.nodeAnswers();
    this.#lost.hidden = !lost;
    if (lost) {
      const heard =
        nodeHeard > 0
          ? `What you see is the picture of ${clock(nodeHeard)}, ${duration(now - nodeHeard)} old.`
          : "Nothing was heard from it yet.";
      say(this.#lost, `Connection to your own node is lost. ${heard} Trying again.`);
    }
    const troubles = [...this.#board.troubles].map(([what, why]) => `${what}: ${why}`);
    this.#troubles.hidden = troubles.length === 0 || lost;
    say(
      this.#troubles,
      `Not up to date, the node's answer could not be shown. ${troubles.join("; ")}`,
    );
  }

  #drawAlarms(): void {
    // A FLASH has a place of its own, above.
    const alarms = this.#board.alarms.filter((alarm) => alarm.code !== "FLASH");
    this.#alarms.hidden = alarms.length === 0;
    this.#alarms.replaceChildren(
      ...alarms.map((alarm) => {
        const since = alarm.since === undefined ? undefined : parseTime(alarm.since);
        return h(
          "li",
          { "data-testid": "alarm" },
          h("strong", {}, "Alarm"),
          h("span", { class: "alarm-party" }, alarm.party ?? "this node"),
          h("span", { class: "alarm-words" }, legible(alarm.words)),
          since !== undefined && h("span", { class: "alarm-since" }, `since ${exact(since)}`),
          h("code", {}, alarm.code),
          alarm.evidence !== undefined &&
            h(
              "a",
              {
                class: "button",
                href: alarm.evidence,
                download: `${alarm.code.toLowerCase()}-${alarm.party ?? "node"}.json`,
                "data-testid": "alarm-evidence",
              },
              "Evidence",
            ),
        );
      }),
    );
  }
}
