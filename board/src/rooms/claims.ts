/** The room of claims: crossings reported and contested, side by side. Nobody judges them here. */

import type { Claim, Crossing, CrossingVerb } from "../api/claims";
import * as client from "../api/client";
import { legible, type RulesItem } from "../api/shapes";
import type { Board } from "../board";
import { h, present, say } from "../dom";
import { crossingTitle, saidWords, seenWords, sortWords, takenBackWords } from "../words/claim";
import { confirm } from "./dialogs";
import { PositionEntry } from "./positionentry";

const WORDS_MAX = "1000";

export class Claims {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #list = h("ul", { class: "claims", "data-testid": "crossings" });
  readonly #show: (crossing: Crossing) => void;
  #shown = "";

  /** @param show brings the claimed positions into view */
  constructor(board: Board, show: (crossing: Crossing) => void) {
    this.#board = board;
    this.#show = show;
    const report = h(
      "button",
      { type: "button", "data-testid": "report-crossing", click: () => void this.#report() },
      "Report a crossing …",
    );
    this.element = h(
      "section",
      { class: "channel claims-room", "aria-label": "Claims", "data-testid": "claims-room" },
      h(
        "h2",
        {},
        "Claims",
        h("button", { type: "button", class: "close", click: () => this.toggle() }, "Close"),
      ),
      h(
        "p",
        { class: "item-line" },
        "What one side reports and another contests stays two claims. Arithmetic says where a " +
          "claimed position lies, and not whether the claim is so.",
      ),
      report,
      this.#list,
    );
    this.element.hidden = true;
    board.on(["claims", "me", "rules"], () => {
      report.hidden = !this.#speaks() || this.#agreed().length === 0;
      this.#draw();
    });
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    this.#draw();
  }

  #speaks(): boolean {
    const { me } = this.#board;
    return me !== undefined && me.role !== "observer";
  }

  #draw(): void {
    if (this.element.hidden) return;
    const { crossings, me } = this.#board;
    const key = JSON.stringify([crossings, me?.party, me?.role]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#list.replaceChildren(
      ...(crossings.length === 0 ? [h("li", {}, "Nothing is claimed.")] : []),
      ...crossings.map((crossing) => this.#one(crossing)),
    );
  }

  #one(crossing: Crossing): HTMLElement {
    const others = [...new Set(crossing.claims.map((claim) => claim.party))].filter(
      (party) => party !== crossing.reporter,
    );
    return h(
      "li",
      { "data-testid": "crossing", "data-state": crossing.state },
      h(
        "div",
        { class: "item-title" },
        h("h3", {}, crossingTitle(crossing)),
        h("span", { class: "state", "data-testid": "crossing-state" }, crossing.state.replace("-", " ")),
      ),
      h("code", {}, crossing.id),
      crossing.operation !== undefined && h("code", {}, ` ${legible(crossing.operation)}`),
      h(
        "div",
        { class: "sides" },
        this.#side(crossing, crossing.reporter),
        ...others.map((party) => this.#side(crossing, party)),
      ),
      h("div", { class: "acts" }, ...present(this.#acts(crossing))),
    );
  }

  #side(crossing: Crossing, party: string): HTMLElement {
    return h(
      "div",
      { class: "claim-side", "data-testid": `claims-of-${party}` },
      ...crossing.claims.filter((claim) => claim.party === party).map(claimBox),
    );
  }

  /** The room gives way to the map that it covers. */
  #onMap(crossing: Crossing): void {
    this.toggle();
    this.#show(crossing);
  }

  #acts(crossing: Crossing): (HTMLElement | false)[] {
    const { self } = this.#board;
    const own = crossing.reporter === self;
    const speaks = this.#speaks();
    const stands = crossing.claims.some((claim) => claim.party === self && claim.standing === "stands");
    const act = (label: string, id: string, click: () => void): HTMLElement =>
      h("button", { type: "button", "data-testid": id, click }, label);
    const placed = crossing.claims.some((claim) => claim.at !== undefined);
    return [
      placed && act("Show on the map", "show-crossing", () => this.#onMap(crossing)),
      speaks && !own && act("Contest …", "contest", () => void this.#speak(crossing, "contest")),
      speaks && !own && act("Agree …", "agree", () => void this.#speak(crossing, "agree")),
      speaks && own && act("Correct …", "correct", () => void this.#speak(crossing, "correct")),
      speaks && stands && act("Take back …", "take-back", () => void takeBack(crossing)),
    ];
  }

  /** Documents that this party has adopted and that have lines or zones. */
  #agreed(): readonly RulesItem[] {
    const { rules, self } = this.#board;
    return (rules?.documents ?? []).filter(
      (item) => item.adopted_by.includes(self) && articlesOf(item).length > 0,
    );
  }

  async #report(): Promise<void> {
    const agreed = this.#agreed();
    const line = select(
      "Which line or zone",
      "report-line",
      agreed.flatMap((item) =>
        articlesOf(item).map(([article, name]) => ({
          value: `${item.hash} ${article}`,
          words: `${article} "${legible(name)}", ${legible(item.title)} ${item.number}`,
        })),
      ),
    );
    const parties = this.#board.cards.map((card) => card.party);
    const of = select(
      "Whose it is said to be",
      "report-of",
      parties
        .filter((party) => party !== this.#board.self)
        .concat(this.#board.self)
        .map((party) => ({ value: party, words: `of ${party}` })),
    );
    const seen = new SeenForm();
    const form = h("div", { class: "claim-form" }, line, of, ...seen.elements);
    await seen.until("Report a crossing", form, "Report it", () => {
      const [agreement = "", article = ""] = line.value.split(" ");
      return client.reportCrossing({ agreement, article, of: of.value, ...seen.asked });
    });
  }

  async #speak(crossing: Crossing, verb: "contest" | "agree" | "correct"): Promise<void> {
    const titles = {
      contest: ["Contest this report", "Contest it"],
      agree: ["Agree to this report", "Agree to it"],
      correct: ["What this party says now", "Correct it"],
    } as const;
    const [title, act] = titles[verb];
    const seen = new SeenForm();
    const form = h(
      "div",
      { class: "claim-form" },
      h("p", {}, crossingTitle(crossing)),
      verb !== "correct" &&
        h("p", { class: "item-line" }, "Position and time only if you have your own."),
      ...seen.elements,
    );
    await seen.until(title, form, act, () => client.sayOfCrossing(crossing.id, verb, seen.asked));
  }
}

function claimBox(claim: Claim): HTMLElement {
  return h(
    "div",
    { class: "claim", "data-testid": "claim", "data-standing": claim.standing },
    h("div", {}, h("strong", {}, claim.party), ` ${sortWords(claim)}`),
    h("div", { class: "item-line" }, `said ${saidWords({ ...claim, party: "" })}`),
    claim.words !== "" && h("p", { dir: "auto" }, legible(claim.words)),
    h("div", { class: "item-line" }, `claimed: ${seenWords(claim)}`),
    claim.position !== undefined &&
      h("div", { class: "item-line", "data-testid": "arithmetic" }, `arithmetic: ${claim.arithmetic.words}`),
    claim.taken_back && h("div", { class: "item-line" }, takenBackWords(claim.taken_back)),
  );
}

function articlesOf({ document }: RulesItem): readonly (readonly [article: string, name: string])[] {
  return [
    ...(document?.lines ?? []).map(({ id, name }) => [`lines/${id}`, name] as const),
    ...(document?.zones ?? []).map(({ id, name }) => [`zones/${id}`, name] as const),
  ];
}

function select(
  label: string,
  id: string,
  options: readonly { readonly value: string; readonly words: string }[],
): HTMLSelectElement {
  return h(
    "select",
    { "aria-label": label, "data-testid": id },
    ...options.map(({ value, words }) => h("option", { value }, words)),
  );
}

/** Where, when and in words, as a person types it. */
class SeenForm {
  readonly elements: readonly HTMLElement[];
  readonly #at = new PositionEntry("claim", "Where it was", () => undefined);
  readonly #within = h("input", {
    type: "text",
    inputmode: "numeric",
    maxlength: "6",
    placeholder: "within metres, as in 200",
    "aria-label": "How far off the position may be, in metres",
    "data-testid": "claim-within",
  });
  readonly #time = h("input", {
    type: "text",
    maxlength: "40",
    placeholder: "when, as in 011200ZDEC26",
    "aria-label": "When it was",
    "data-testid": "claim-time",
  });
  readonly #words = h("textarea", {
    rows: "3",
    maxlength: WORDS_MAX,
    dir: "auto",
    placeholder: "in your own words",
    "aria-label": "In your own words",
    "data-testid": "claim-words",
  });
  readonly #refusal = h("p", { class: "doubt", role: "alert", "data-testid": "claim-refusal" });

  constructor() {
    this.elements = [...this.#at.elements, this.#within, this.#time, this.#words, this.#refusal];
  }

  get asked(): object {
    const position = this.#at.text.trim();
    const within = this.#within.value.trim();
    const time = this.#time.value.trim();
    return {
      ...(position !== "" && { position, as_typed: this.#at.isMeant }),
      ...(within !== "" && { within_m: Number(within) }),
      ...(time !== "" && { time }),
      words: this.#words.value,
    };
  }

  /** Asks until it is said or the person gives up; what was typed stays. */
  async until(
    title: string,
    form: HTMLElement,
    act: string,
    send: () => Promise<unknown>,
  ): Promise<void> {
    while (await confirm(title, form, act)) {
      try {
        if (await this.#at.check()) {
          await send();
          return;
        }
      } catch (e) {
        const words = e instanceof Error ? e.message : String(e);
        if (e instanceof client.Refused && e.code === "DOUBTFUL") this.#at.doubted(words);
        else say(this.#refusal, words);
      }
    }
  }
}

async function takeBack(crossing: Crossing): Promise<void> {
  await saying("Take back what this party said last?", "Take it back", (words) =>
    client.sayOfCrossing(crossing.id, "take-back" satisfies CrossingVerb, { words }),
  );
}

/** Asks for words, and says what the node refuses. */
export async function saying(
  title: string,
  act: string,
  send: (words: string) => Promise<unknown>,
): Promise<void> {
  const words = h("textarea", {
    rows: "3",
    maxlength: WORDS_MAX,
    dir: "auto",
    autofocus: true,
    "aria-label": "In your own words",
    "data-testid": "claim-words",
  });
  const refusal = h("p", { class: "doubt", role: "alert" });
  while (await confirm(title, h("div", { class: "claim-form" }, words, refusal), act)) {
    try {
      await send(words.value);
      return;
    } catch (e) {
      say(refusal, e instanceof Error ? e.message : String(e));
    }
  }
}

/** How many reports about this party it has not answered. */
export function unanswered(board: Board): number {
  return board.crossings.filter(
    ({ of, reporter, state, claims }) =>
      of === board.self &&
      reporter !== board.self &&
      state !== "taken-back" &&
      !claims.some((claim) => claim.party === board.self && claim.standing === "stands"),
  ).length;
}

export function claimsBadge(board: Board, open: () => void): HTMLElement {
  const badge = h("button", { type: "button", "aria-keyshortcuts": "x", "data-testid": "claims-button" });
  badge.addEventListener("click", open);
  board.on(["claims", "me"], () => {
    const count = unanswered(board);
    badge.dataset["waiting"] = String(count > 0);
    say(badge, count === 0 ? "Claims (x)" : `Claims (x): ${count} unanswered`);
  });
  say(badge, "Claims (x)");
  return badge;
}
