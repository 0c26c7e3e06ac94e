/** A finding taken up and settled: who has it, what is offered, what the other side says to it. */

import * as client from "../api/client";
import { legible, type Offer, type Settling, type Taking } from "../api/shapes";
import type { Board } from "../board";
import { h, present } from "../dom";
import { clock, parseTime } from "../time/dtg";
import { offerWords, settlementWords } from "../words/finding";
import { confirm } from "./dialogs";

const WORDS_MAX = "1000";

/** What two sides settle, and the operations that can change for it. */
export interface Matter extends Settling {
  readonly id: string;
  readonly operations: readonly { readonly id: string; readonly party: string; readonly name: string }[];
}

/** How far the two sides are, and how much it presses. */
export function settledLine(finding: Settling): string {
  const level = finding.escalation;
  const words = settlementWords(finding);
  return level === undefined || level === "none" ? words : `${level.toUpperCase()}: ${words}`;
}

/** What is said of the finding, and what this desk can say. */
export function settling(board: Board, finding: Matter, own: boolean): HTMLElement {
  const acts = own && board.me !== undefined && board.me.role !== "observer";
  const taken = (finding.taken ?? []).some((taking) => taking.party === board.self);
  return h(
    "div",
    { class: "settling", "data-testid": "settling", "data-level": finding.escalation ?? "none" },
    ...present([
      h("p", { class: "settled", "data-testid": "settlement" }, settledLine(finding)),
      acts &&
        !taken &&
        h(
          "button",
          {
            type: "button",
            "data-testid": "take-finding",
            click: () => void done(client.takeFinding(finding.id)),
          },
          "Take",
        ),
      acts &&
        h(
          "button",
          {
            type: "button",
            "data-testid": "offer-change",
            click: () => void offer(board, finding, undefined),
          },
          "Offer …",
        ),
      h(
        "ul",
        {},
        ...(finding.taken ?? []).map((taking) => h("li", {}, takingWords(taking))),
        ...(finding.offers ?? []).map((each) => offerItem(board, finding, each, acts)),
      ),
    ]),
  );
}

function takingWords(taking: Taking): string {
  const time = parseTime(taking.time);
  const by = taking.by === undefined ? "" : ` (${legible(taking.by)})`;
  const words = taking.words === "" ? "" : `: ${legible(taking.words)}`;
  return `taken up by ${taking.party}${by}${time === undefined ? "" : ` at ${clock(time)}`}${words}`;
}

function offerItem(board: Board, finding: Matter, each: Offer, acts: boolean): HTMLElement {
  const answerable = acts && (each.state === "open" || each.state === "countered");
  const mine = each.author === board.self;
  const button = (label: string, act: () => void): HTMLElement =>
    h("button", { type: "button", click: act }, label);
  return h(
    "li",
    { "data-testid": "offer", "data-state": each.state },
    ...present([
      h("strong", {}, each.state),
      ` ${each.author}${each.by === undefined ? "" : ` (${legible(each.by)})`} offers: `,
      `${offerWords(each)}. ${legible(each.words)} `,
      answerable && !mine && button("Agree to", () => void done(client.answerOffer(each.id, "agree", {}))),
      answerable && !mine && button("Decline …", () => void decline(each)),
      answerable && !mine && button("Offer another …", () => void offer(board, finding, each)),
      acts &&
        mine &&
        each.state === "open" &&
        button("Withdraw", () => void done(client.answerOffer(each.id, "withdraw", {}))),
    ]),
  );
}

async function decline(each: Offer): Promise<void> {
  const reason = h("textarea", {
    rows: "3",
    maxlength: WORDS_MAX,
    dir: "auto",
    autofocus: true,
    "aria-label": "Why, so that they can offer another",
    "data-testid": "decline-reason",
  });
  if (await confirm("Why is it declined?", reason, "Decline it")) {
    await done(client.answerOffer(each.id, "decline", { reason: reason.value }));
  }
}

async function offer(board: Board, finding: Matter, answers: Offer | undefined): Promise<void> {
  const operation = h(
    "select",
    { "aria-label": "Which operation is to change", "data-testid": "offer-operation" },
    ...finding.operations.map((side) =>
      h(
        "option",
        { value: side.id, selected: side.party === board.self },
        `${side.party} yields: ${legible(side.name) || side.id}`,
      ),
    ),
  );
  const field = (label: string, id: string): HTMLInputElement =>
    h("input", { type: "text", placeholder: label, "aria-label": label, "data-testid": id });
  const start = field("new start, as in 011200ZDEC26", "offer-start");
  const end = field("new end", "offer-end");
  const withdraw = h("input", { type: "checkbox", "data-testid": "offer-withdraw" });
  const words = h("textarea", {
    rows: "3",
    maxlength: WORDS_MAX,
    dir: "auto",
    placeholder: "in your own words",
    "aria-label": "In your own words",
    "data-testid": "offer-words",
  });
  const form = h(
    "div",
    { class: "offer-form" },
    operation,
    start,
    end,
    h("label", {}, withdraw, " it is withdrawn"),
    words,
  );
  if (!(await confirm("What is to change?", form, "Offer this"))) return;
  await done(
    client.offerChange(finding.id, {
      operation: operation.value,
      withdraw: withdraw.checked,
      ...(start.value !== "" && { start: start.value }),
      ...(end.value !== "" && { end: end.value }),
      ...(answers && { answers: answers.id }),
      words: words.value,
    }),
  );
}

async function done(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (e) {
    await confirm("Not done", e instanceof Error ? e.message : String(e), "Close");
  }
}
