/** Tests of the channel: what is due, what was missed, and the button that sends one. */

import * as client from "../api/client";
import type { ChannelTest } from "../api/shapes";
import type { Board } from "../board";
import { h, present, say } from "../dom";
import { linkTestWords, peopleTestWords, testNeedsSomebody } from "../words/test";
import { agreedWords } from "../words/terms";
import { confirm } from "./dialogs";

export class Tests {
  /** For the channel's room. */
  readonly element = h("ul", {
    class: "tests",
    "aria-label": "Tests of the channel",
    "data-testid": "channel-tests",
  });
  /** For the header; hidden while nothing is to be done. */
  readonly badge = h("button", {
    type: "button",
    class: "test-due",
    "data-testid": "test-due",
    hidden: true,
  });
  readonly #board: Board;
  #shown = "";

  constructor(board: Board) {
    this.#board = board;
    board.on(["tests", "me"], () => this.#draw());
  }

  #draw(): void {
    const { tests, me } = this.#board;
    const key = JSON.stringify([tests, me?.role]);
    if (key === this.#shown) return;
    this.#shown = key;
    const waiting = tests.filter(testNeedsSomebody);
    const missed = waiting.some((test) => test.people.missed);
    this.badge.hidden = waiting.length === 0;
    this.badge.dataset["missed"] = String(missed);
    const parties = waiting.map((test) => test.party).join(", ");
    say(this.badge, `Channel test ${missed ? "missed" : "due"}: ${parties}`);
    this.element.replaceChildren(...tests.map((test) => this.#one(test)));
  }

  #one(test: ChannelTest): HTMLElement {
    const { me } = this.#board;
    return h(
      "li",
      {
        "data-testid": `test-of-${test.party}`,
        "data-missed": String(test.people.missed || test.link.missed),
      },
      ...present([
        h("strong", {}, test.party),
        ` ${peopleTestWords(test)} · ${linkTestWords(test)} `,
        test.agreed && h("small", {}, `at ${test.agreed.times}, ${agreedWords(test.agreed)} `),
        me !== undefined &&
          me.role !== "observer" &&
          h(
            "button",
            {
              type: "button",
              "data-testid": `send-test-${test.party}`,
              click: () => void this.#send(test.party),
            },
            "Send test",
          ),
      ]),
    );
  }

  async #send(party: string): Promise<void> {
    try {
      await client.testChannel([party]);
    } catch (e) {
      await confirm("Not sent", e instanceof Error ? e.message : String(e), "Close");
    }
  }
}
