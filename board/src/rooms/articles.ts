/** What is found about single operations under the articles of the rules. */

import type { ArticleFinding } from "../api/articles";
import type { Board } from "../board";
import { h } from "../dom";
import { articleWords } from "../words/article";

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
    board.on(["articles"], () => this.#draw());
  }

  #draw(): void {
    const { articles } = this.#board;
    const key = JSON.stringify(articles);
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
    );
  }
}
