/** Windows in which an operation would have no conflict with what was disclosed. */

import type { ArticleFinding } from "../api/articles";
import * as client from "../api/client";
import type { Window } from "../api/lookahead";
import { h, present } from "../dom";
import { movedInto, windowWords } from "../words/lookahead";

/** The form whose operation it is. */
export interface Form {
  /** Does something with what stands in it, and shows why if that fails. */
  asking(what: (body: object) => Promise<void>): Promise<void>;
  put(content: object): void;
  /** Shows an answer in place of the one before. */
  show(...answer: HTMLElement[]): void;
}

export function planning(form: Form): HTMLElement {
  const field = (name: string, label: string, placeholder: string): HTMLInputElement =>
    h("input", {
      type: "text",
      size: "14",
      placeholder,
      "aria-label": label,
      "data-testid": `windows-${name}`,
    });
  const minutes = field("minutes", "How many minutes it needs", "as it is");
  const from = field("from", "From when on", "now");
  const to = field("to", "Until when", "a day later");
  const look = (later?: string): Promise<void> =>
    form.asking(async (body) => {
      const needs = minutes.value.trim();
      const asked = { minutes: needs, from: later ?? from.value.trim(), to: to.value.trim() };
      const found = await client.windows(body, asked);
      const item = (each: Window): HTMLElement => windowItem(form, body, each, needs);
      const more = h(
        "button",
        { type: "button", "data-testid": "windows-more", click: () => void look(found.next) },
        "Later ones",
      );
      form.show(
        h(
          "p",
          { "data-testid": "windows-words" },
          found.windows.length === 0
            ? "There is no such window, by what was disclosed to you. Nothing was filed."
            : "Without a conflict with what was disclosed to you. Nothing was filed.",
        ),
        h("ul", {}, ...found.windows.map(item)),
        ...(found.next === undefined ? [] : [more]),
      );
    });
  return h(
    "div",
    { class: "planning" },
    h("label", {}, "Minutes ", minutes),
    h("label", {}, "from ", from),
    h("label", {}, "to ", to),
    h(
      "button",
      { type: "button", "data-testid": "windows", click: () => void look() },
      "When without a conflict?",
    ),
  );
}

function windowItem(form: Form, body: object, window: Window, minutes: string): HTMLElement {
  const moved = movedInto(window, body, minutes === "" ? undefined : Number(minutes));
  return h(
    "li",
    { "data-testid": "window" },
    ...present([
      `${windowWords(window)} `,
      moved &&
        h(
          "button",
          { type: "button", "data-testid": "window-into-form", click: () => form.put(moved) },
          "Put its beginning into the form",
        ),
      ...window.article_findings.map((found) =>
        h("div", { class: "item-line" }, `By ${found.article}: ${articleWords(found)}`),
      ),
    ]),
  );
}

export const articleWords = (found: ArticleFinding): string =>
  found.under.map((each) => each.what.replaceAll("-", " ")).join(", ");
