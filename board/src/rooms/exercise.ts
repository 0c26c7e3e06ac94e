/** In an exercise: a bar across the top and the bottom of the page, whatever room is open. */

import type { Board } from "../board";
import { h, say } from "../dom";

export class Exercise {
  readonly top = bar("exercise-top");
  readonly bottom = bar("exercise-bottom");

  constructor(board: Board) {
    board.on(["me"], () => {
      const { me } = board;
      for (const element of [this.top, this.bottom]) {
        element.hidden = me?.exercise !== true;
        const what = `${me?.theatre ?? ""}: nothing here is real`;
        say(element, `EXERCISE · EXERCISE · ${what} · EXERCISE · EXERCISE`);
      }
    });
  }
}

function bar(name: string): HTMLElement {
  return h("div", { class: "exercise", role: "note", "data-testid": name, hidden: true });
}
