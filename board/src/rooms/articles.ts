/** What is found about single operations under the articles of the rules. */

import type { ArticleFinding, Facing } from "../api/articles";
import type { Board } from "../board";
import { h } from "../dom";
import { articleWords, untakenWith } from "../words/article";
import { settling } from "./settling";

/** More than anybody reads; the rest is a number. */
const SHOWN_MAX = 200;

export class ArticleList {
  readonly element = h("ul", {
    class: "articles",
    "aria-label": "Found under articles",
    "data-testid": "article-findings",
    hidden: true,
  });
  readonly #board: Board;
  #shown = "";

  constructor(board: Board) {
    this.#board = board;
    board.on(["articles", "me"], () => this.#draw());
  }

  #draw(): void {
    const { articles } = this.#board;
    const key = JSON.stringify([articles, this.#board.me]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.hidden = articles.length === 0;
    const more = articles.length - SHOWN_MAX;
    this.element.replaceChildren(
      ...articles.slice(0, SHOWN_MAX).map((finding) => this.#item(finding)),
      ...(more > 0 ? [h("li", {}, `and ${more} more`)] : []),
    );
  }

  #item(finding: ArticleFinding): HTMLElement {
    const choose = (): void => this.#board.select({ operation: finding.operation.id });
    return h(
      "li",
      {},
      h("button", { type: "button", click: choose }, articleWords(finding)),
      h("code", {}, ` ${finding.article}`),
      ...(finding.facing ?? []).map((each) => this.#facing(finding, each)),
    );
  }

  /** What is said of it with one other party: each settles it by itself. */
  #facing(finding: ArticleFinding, facing: Facing): HTMLElement {
    const board = this.#board;
    const untaken = untakenWith(finding, board.self, board.now()).includes(facing);
    return h(
      "div",
      { class: "facing", "data-testid": "facing", "data-party": facing.party },
      h(
        "div",
        { class: "item-line" },
        "with ",
        h("strong", {}, facing.party),
        untaken && h("span", { class: "untaken" }, " not taken up"),
      ),
      settling(board, { ...facing, id: facing.finding, operations: [finding.operation] }, true),
    );
  }
}
