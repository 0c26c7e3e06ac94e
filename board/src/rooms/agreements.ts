/** The room of the rules: proposals, what they change, signing, suspending, ending. */

import type { AgreementAsk, AgreementVerb, Signatory } from "../api/agreements";
import * as client from "../api/client";
import { legible, type RulesItem } from "../api/shapes";
import type { Board } from "../board";
import { h, present, say } from "../dom";
import {
  askWords,
  counterText,
  proposalOf,
  standing,
  suspensionWords,
} from "../words/agreement";
import { shortHash } from "../words/finding";
import { termsLines } from "../words/terms";
import { confirm } from "./dialogs";
import { adopt, askStep, confirmStep } from "./signing";

/** Documents that are shown; a theatre has a few. */
const SHOWN_MAX = 50;

export class Agreements {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #list = h("ul", { class: "agreements", "data-testid": "agreements" });
  readonly #open = new Set<string>();
  #shown = "";

  constructor(board: Board) {
    this.#board = board;
    this.element = h(
      "section",
      { class: "channel rules-room", "aria-label": "Rules", "data-testid": "rules-room" },
      h(
        "h2",
        {},
        "Rules",
        h("button", { type: "button", class: "close", click: () => this.toggle() }, "Close"),
      ),
      this.#list,
    );
    this.element.hidden = true;
    board.on(["rules", "me"], () => this.#draw());
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    this.#draw();
  }

  #draw(): void {
    const { rules, me } = this.#board;
    if (!rules || this.element.hidden) return;
    const key = JSON.stringify([rules, me?.role]);
    if (key === this.#shown) return;
    this.#shown = key;
    const asked = rules.asked ?? [];
    this.#list.replaceChildren(
      ...asked.map((ask) => this.#asked(ask)),
      ...rules.documents.slice(0, SHOWN_MAX).map((item) => this.#one(item)),
    );
  }

  #commands(): boolean {
    return this.#board.me?.role === "commander";
  }

  #asked(ask: AgreementAsk): HTMLElement {
    const { me } = this.#board;
    // With passkeys two people may be called the same; the node tells them apart.
    const other = ask.party === me?.party && (me.roster || ask.by.name !== me.person);
    return h(
      "li",
      { class: "asked", "data-testid": "agreement-ask" },
      ...present([
        h("p", {}, askWords(ask)),
        other && this.#commands() && button("Confirm", () => confirmStep(this.#board, ask.id)),
      ]),
    );
  }

  #one(item: RulesItem): HTMLElement {
    const board = this.#board;
    const { rules, me } = board;
    const suspended = (rules?.suspensions ?? []).filter((each) => each.rules === item.hash);
    const ends = (rules?.ends ?? []).filter((each) => each.rules === item.hash);
    const own = me !== undefined && item.adopted_by.includes(me.party);
    const signs = this.#commands() && me !== undefined && item.members.includes(me.party) && !own;
    const ours = suspended.some((each) => each.party === me?.party);
    return h(
      "li",
      { "data-testid": `rules-${item.number}`, "data-suspended": String(suspended.length > 0) },
      h("h3", {}, `${legible(item.title)}, number ${item.number} `, h("code", {}, shortHash(item.hash))),
      h("p", {}, rules ? standing(rules, item) : ""),
      ...termsLines(item.document).map((line) => h("p", { class: "item-line" }, line)),
      ...suspended.map((each) => h("p", { class: "suspended" }, suspensionWords(each))),
      ...ends.map((each) =>
        h("p", { class: "suspended" }, `${each.party} ends it from ${each.from}: ${legible(each.reason)}`),
      ),
      ...(item.signatures ?? []).map((said) =>
        h(
          "p",
          { class: "item-line" },
          `adopted for ${said.party}${said.by ? ` by ${signatory(said.by)}` : ""}, ${said.time}`,
        ),
      ),
      h(
        "div",
        { class: "acts" },
        ...present([
          this.#changesButton(item),
          me !== undefined && me.role !== "observer" && this.#counterButton(item),
          signs && this.#adoptButton(item),
          own && this.#commands() && this.#stepButton(item, "suspend", "Suspend …"),
          own && ours && this.#commands() && this.#stepButton(item, "resume", "Resume …"),
          own && this.#commands() && this.#stepButton(item, "end", "End …"),
        ]),
      ),
      this.#changes(item),
    );
  }

  #changesButton(item: RulesItem): HTMLElement {
    return h(
      "button",
      {
        type: "button",
        "data-testid": `changes-${item.number}`,
        click: () => {
          if (!this.#open.delete(item.hash)) this.#open.add(item.hash);
          this.#shown = "";
          this.#draw();
        },
      },
      "Changes",
    );
  }

  /** What it changes of what is in force, asked for when somebody looks. */
  #changes(item: RulesItem): HTMLElement {
    const list = h("ul", { class: "changes", "data-testid": `changes-of-${item.number}` });
    list.hidden = !this.#open.has(item.hash);
    if (!list.hidden) void this.#fill(list, item);
    return list;
  }

  async #fill(list: HTMLElement, item: RulesItem): Promise<void> {
    try {
      const { from, changes } = await client.rulesChanges(item.hash);
      list.replaceChildren(
        h("li", {}, `Against ${shortHash(from)}:${changes.length === 0 ? " they say the same" : ""}`),
        ...changes.map(({ article, change, words }) =>
          h("li", { "data-change": change }, h("code", {}, article), ` ${change}: ${legible(words)}`),
        ),
      );
    } catch (e) {
      list.replaceChildren(h("li", {}, e instanceof Error ? e.message : String(e)));
    }
  }

  #adoptButton(item: RulesItem): HTMLElement {
    return h(
      "button",
      {
        type: "button",
        class: "act",
        "data-testid": `adopt-${item.number}`,
        click: () => void this.#adopt(item),
      },
      "Adopt …",
    );
  }

  async #adopt(item: RulesItem): Promise<void> {
    const words =
      `Your party holds itself to ${legible(item.title)}, number ${item.number} ` +
      `(${shortHash(item.hash)}). Everybody sees who signed.`;
    await done(adopt(this.#board, item.hash, words));
  }

  #counterButton(item: RulesItem): HTMLElement {
    const counter = async (): Promise<void> => {
      const text = h("textarea", {
        rows: "18",
        autofocus: true,
        spellcheck: "false",
        "aria-label": "The document",
        "data-testid": "counter-text",
      });
      text.value = counterText(item);
      const from = h("input", {
        type: "text",
        placeholder: "2026-06-01T06:00:00Z, or nothing",
        "aria-label": "In force from, UTC",
        "data-testid": "counter-from",
      });
      const form = h(
        "div",
        { class: "counter" },
        h("p", {}, "Positions are [latitude, longitude] in 1e-7 degree; whole numbers only."),
        text,
        h("label", {}, "In force from (UTC) ", from),
      );
      if (await confirm(`Counter number ${item.number}`, form, "Propose")) {
        await done(propose(text.value, from.value));
      }
    };
    return h(
      "button",
      { type: "button", "data-testid": `counter-${item.number}`, click: () => void counter() },
      "Counter …",
    );
  }

  #stepButton(item: RulesItem, verb: AgreementVerb, label: string): HTMLElement {
    return h(
      "button",
      {
        type: "button",
        "data-testid": `${verb}-${item.number}`,
        click: () => void this.#step(item, verb),
      },
      label,
    );
  }

  async #step(item: RulesItem, verb: AgreementVerb): Promise<void> {
    const reason = h("textarea", {
      rows: "3",
      maxlength: "500",
      dir: "auto",
      autofocus: true,
      "aria-label": "Reason",
      "data-testid": "step-reason",
    });
    const ends = verb === "end";
    const more = h("input", {
      type: "text",
      placeholder: ends ? "2026-06-01T06:00:00Z" : "lines/river, zones/ward; nothing for all of it",
      "aria-label": ends ? "From, UTC" : "Articles",
      "data-testid": "step-more",
    });
    const form = h(
      "div",
      { class: "counter" },
      h(
        "p",
        {},
        "Another person of your party has to confirm it. Findings are computed and shown as " +
          "before; messages, receipts and watches go on as they are.",
      ),
      h("label", {}, "Reason ", reason),
      h("label", {}, ends ? "From (UTC) " : "Articles ", more),
    );
    if (!(await confirm(`Ask to ${verb} number ${item.number}`, form, "Ask"))) return;
    const names = more.value.split(",").flatMap((each) => each.trim() || []);
    const body = {
      reason: reason.value,
      ...(ends ? { from: more.value.trim() } : names.length > 0 && { articles: names }),
    };
    await done(askStep(this.#board, item.hash, verb, body));
  }
}

const signatory = ({ name, role }: Signatory): string => `${legible(name)}, ${role}`;

async function propose(text: string, from: string): Promise<unknown> {
  return client.proposeRules(proposalOf(text, from));
}

function button(label: string, act: () => Promise<unknown>): HTMLElement {
  return h("button", { type: "button", class: "act", click: () => void done(act()) }, label);
}

async function done(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (e) {
    await confirm("Not done", e instanceof Error ? e.message : String(e), "Close");
  }
}

/** Says for how many documents and steps somebody of this party is waited for. */
export function rulesBadge(board: Board, open: () => void): HTMLElement {
  const badge = h("button", { type: "button", "aria-keyshortcuts": "u", "data-testid": "rules-button" });
  badge.addEventListener("click", open);
  board.on(["rules", "me"], () => {
    const { rules, me } = board;
    const suspended = (rules?.suspensions ?? []).length;
    const asked = (rules?.asked ?? []).filter((ask) => ask.party === me?.party).length;
    const words = [
      suspended > 0 && `${suspended} suspended`,
      asked > 0 && `${asked} to confirm`,
    ].filter((each) => each !== false);
    badge.dataset["waiting"] = String(words.length > 0);
    say(badge, words.length === 0 ? "Rules (u)" : `Rules (u): ${words.join(", ")}`);
  });
  say(badge, "Rules (u)");
  return badge;
}
