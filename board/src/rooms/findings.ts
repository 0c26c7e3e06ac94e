/** Where operations come closer than was agreed. The room that a duty officer looks at first. */

import * as client from "../api/client";
import { type Finding, type FindingSide, legible } from "../api/shapes";
import type { Board } from "../board";
import { h, row, say } from "../dom";
import { decimal, dms, mgrs } from "../geo/position";
import { SIDE_COLOUR, symbolImage } from "../map/symbols";
import { clock, dtgWindow, duration, exact, parseTime } from "../time/dtg";
import {
  byUrgency,
  caveats,
  countWords,
  cutWords,
  distanceWords,
  end,
  isPast,
  isUntaken,
  nothingWords,
  otherSide,
  ownSide,
  PROTECTION,
  shortHash,
  start,
  unseenWords,
  verdictWords,
} from "../words/finding";
import { suspendedWords } from "../words/agreement";
import { linkWords } from "../words/link";
import { kindWords } from "../words/operation";
import { ArticleList } from "./articles";
import { confirm } from "./dialogs";
import { settledLine, settling } from "./settling";
import { waysOut } from "./waysout";
import { type Item, Listbox } from "./listbox";

export class Findings {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #show: (finding: Finding) => void;
  readonly #list: Listbox;
  readonly #count = h("span", { class: "count", "data-testid": "finding-count" });
  readonly #nothing = h("p", { class: "nothing", "data-testid": "nothing-found" });
  readonly #caveats = h("ul", { class: "caveats", "data-testid": "caveats" });
  readonly #detail = h("div", {
    class: "detail",
    "data-testid": "finding-detail",
    "aria-live": "polite",
  });
  readonly #rules = h("p", { class: "rules" });
  readonly #agreement = h(
    "a",
    { class: "button", "data-testid": "agreement-evidence", hidden: true },
    "Evidence",
  );
  #detailOf = "";
  #waysOutOf?: { finding: string; element: HTMLElement };

  constructor(board: Board, show: (finding: Finding) => void) {
    this.#board = board;
    this.#show = show;
    this.#list = new Listbox("finding", "Findings", {
      chosen: (id) => board.select({ finding: id }),
      acted: (id) => {
        const finding = board.findings.get(id);
        if (finding) show(finding);
      },
    });
    this.element = h(
      "section",
      { class: "findings", "aria-label": "Findings" },
      h("h2", {}, "Findings ", this.#count),
      this.#caveats,
      this.#nothing,
      this.#list.element,
      new ArticleList(board).element,
      this.#detail,
      h("footer", {}, this.#rules, this.#agreement, h("p", { class: "protection" }, PROTECTION)),
    );
    board.on(["findings", "selection", "me", "sides", "operations"], () => this.#draw());
    board.on(["links", "second", "connection"], () => this.#drawCaveats());
    board.on(["rules"], () => this.#drawRules());
  }

  focus(): void {
    this.#list.focus();
  }

  #draw(): void {
    const board = this.#board;
    const now = board.now();
    const shown = [...board.findings.values()].sort(byUrgency(now, board.self));
    this.#nothing.hidden = board.findingsKnown && shown.length > 0;
    this.#drawCaveats();
    say(this.#count, board.findingsKnown && shown.length > 0 ? countWords(shown) : "");
    this.#list.element.hidden = shown.length === 0;
    this.#list.update(
      shown.map((finding) => this.#item(finding, now)),
      board.selected.finding,
    );
    this.#drawDetail();
  }

  #drawCaveats(): void {
    const board = this.#board;
    const now = board.now();
    const answers = board.nodeAnswers();
    const cut = board.links.flatMap((link) => {
      const heard = link.last_heard === undefined ? undefined : parseTime(link.last_heard);
      if (heard === undefined || linkWords(link, now, answers).tone !== "cut") return [];
      return [{ party: link.party, age: duration(now - heard) }];
    });
    const notes = [...cutWords(cut), ...this.#notAll()];
    this.#caveats.hidden = notes.length === 0;
    while (this.#caveats.children.length > notes.length) this.#caveats.lastChild?.remove();
    notes.forEach((note, i) =>
      say(this.#caveats.children[i] ?? this.#caveats.appendChild(h("li")), note),
    );
    const words = nothingWords(
      answers ? undefined : clock(board.nodeHeard),
      board.findingsAround?.held,
    );
    say(this.#nothing, board.findingsKnown ? words : "Findings are not known yet");
  }

  #notAll(): string[] {
    const { unresolved, noRulesWith, findingsAround } = this.#board;
    return caveats(unresolved, noRulesWith, findingsAround);
  }

  #item(finding: Finding, now: number): Item {
    const past = isPast(finding, now);
    const fresh = this.#board.fresh.has(finding.id);
    const untaken = isUntaken(finding, this.#board.self, now);
    const { self } = this.#board;
    const sides = this.#sides(finding);
    return {
      id: finding.id,
      // Of thousands only those are asked that are shown.
      get version() {
        return JSON.stringify([finding, past, fresh, untaken, self, sides]);
      },
      testid: "finding-item",
      build: () => [
        h(
          "div",
          { class: past ? "item-body past" : "item-body" },
          h(
            "div",
            { class: "item-title" },
            h(
              "span",
              { class: "verdict", "data-verdict": finding.verdict },
              verdictWords(finding.verdict),
            ),
            fresh && h("span", { class: "fresh" }, "new"),
            finding.disputed && h("span", { class: "disputed" }, "rules disputed"),
            h("span", { class: "suspended" }, suspendedWords(finding.suspended)),
            untaken && h("span", { class: "untaken" }, "not taken up"),
            past && h("span", {}, "past"),
            h("span", { class: "time" }, dtgWindow(start(finding), end(finding))),
          ),
          ...finding.operations.map((side) => this.#sideLine(side)),
          h("div", { class: "item-line" }, distanceWords(finding.lower_m, finding.upper_m)),
          h("div", { class: "item-line", "data-testid": "settled" }, settledLine(finding)),
          ...unseenWords(finding, this.#board.self).map((words) =>
            h("div", { class: "unseen" }, words),
          ),
        ),
      ],
    };
  }

  #sides(finding: Finding): string[] {
    return finding.operations.map((side) => this.#board.sideOf(side.party));
  }

  #sideLine(side: FindingSide): HTMLElement {
    const party = h("strong", {}, side.party);
    party.style.color = SIDE_COLOUR[this.#board.sideOf(side.party)];
    return h("div", { class: "item-line" }, party, ` ${legible(side.name) || side.id}`);
  }

  #drawDetail(): void {
    const board = this.#board;
    const finding = board.findings.get(board.selected.finding ?? "");
    const key = JSON.stringify([finding, board.self, finding && this.#sides(finding)]);
    if (key === this.#detailOf) return;
    this.#detailOf = key;
    this.#detail.hidden = !finding;
    const focused = document.activeElement;
    this.#detail.replaceChildren(...(finding ? this.#detailsOf(finding) : []));
    if (focused instanceof HTMLElement && this.#detail.contains(focused)) focused.focus();
  }

  #detailsOf(finding: Finding): Node[] {
    const at = finding.at;
    const grid = at && mgrs(at);
    const own = ownSide(finding, this.#board.self);
    const other = otherSide(finding, this.#board.self);
    const mayWrite = this.#board.me?.role !== "observer";
    return [
      h(
        "div",
        { class: "detail-title" },
        h(
          "span",
          { class: "verdict", "data-verdict": finding.verdict },
          verdictWords(finding.verdict),
        ),
        h(
          "button",
          { type: "button", "data-testid": "show-on-map", click: () => this.#show(finding) },
          "Show on map",
        ),
        h(
          "a",
          {
            class: "button",
            href: client.bundleAddress(finding.id),
            download: `finding-${shortHash(finding.id)}.json`,
          },
          "Evidence",
        ),
      ),
      ...finding.operations.map((side) => this.#detailSide(side)),
      ...unseenWords(finding, this.#board.self).map((words) =>
        h("p", { class: "unseen", "data-testid": "unseen" }, words),
      ),
      settling(this.#board, finding, own !== undefined),
      this.#waysOut(finding.id),
      own && !own.seen_by_other && mayWrite && this.#discloseButton(own, other),
      h(
        "dl",
        {},
        ...row("window", h("span", { class: "time" }, dtgWindow(start(finding), end(finding)))),
        ...row("exactly", `${exact(start(finding))} to`, h("br"), exact(end(finding))),
        ...row("distance", distanceWords(finding.lower_m, finding.upper_m)),
        ...(at
          ? row("closest at", dms(at), h("br"), decimal(at), h("br"), grid ? `MGRS ${grid}` : "")
          : []),
        ...row("article", finding.article),
        ...row(
          "rules",
          finding.rules.map(shortHash).join(", "),
          finding.disputed && h("strong", { class: "disputed" }, " rules disputed"),
        ),
        ...finding.notes.flatMap((note) => row("note", legible(note))),
        ...row("finding", h("code", { title: finding.id }, shortHash(finding.id))),
      ),
    ].filter((node): node is HTMLElement => node !== false && node !== undefined);
  }

  /** What was looked for stays while its finding does, also when the other side's receipt comes. */
  #waysOut(finding: string): HTMLElement {
    if (this.#waysOutOf?.finding !== finding) {
      this.#waysOutOf = { finding, element: waysOut(this.#board, finding) };
    }
    return this.#waysOutOf.element;
  }

  #detailSide(side: FindingSide): HTMLElement {
    const board = this.#board;
    const party = h("strong", {}, side.party);
    party.style.color = SIDE_COLOUR[board.sideOf(side.party)];
    const choose = (): void => board.select({ operation: side.id });
    return h(
      "div",
      { class: "detail-side" },
      symbolImage(side.kind, board.sideOf(side.party)),
      h(
        "div",
        {},
        h("div", {}, party, ` ${legible(side.name)}`),
        h("div", { class: "item-line" }, `${kindWords(side.kind)} · ${side.id} r${side.revision}`),
      ),
      h(
        "button",
        { type: "button", click: choose, "aria-label": `Select operation ${side.id}` },
        "Select",
      ),
    );
  }

  #discloseButton(own: FindingSide, other: FindingSide): HTMLElement {
    const ask = async (): Promise<void> => {
      const yes = await confirm(
        `Disclose ${own.name || own.id} to ${other.party}?`,
        `${other.party} will hold the whole operation ${own.id} as it now stands, ` +
          "and what is changed later. This cannot be taken back.",
        `Disclose to ${other.party}`,
      );
      if (!yes) return;
      try {
        await client.disclose(own.id, [other.party]);
      } catch (e) {
        await confirm("Not disclosed", e instanceof Error ? e.message : String(e), "Close");
      }
    };
    return h(
      "button",
      { type: "button", class: "disclose", click: () => void ask() },
      `Disclose to ${other.party} …`,
    );
  }

  #drawRules(): void {
    const rules = this.#board.rules;
    if (!rules) return;
    const document = rules.documents.find((each) => each.hash === rules.in_force);
    this.#agreement.hidden = document === undefined;
    if (document) {
      this.#agreement.href = client.agreementBundleAddress(document.hash);
      this.#agreement.download = `agreement-${shortHash(document.hash)}.json`;
    }
    const words = document
      ? `Rules ${shortHash(document.hash)}: ${legible(document.title)}, number ${document.number}, ` +
        `adopted by ${document.adopted_by.join(", ")}.`
      : "No rules are adopted by all their members.";
    say(
      this.#rules,
      rules.disputed ? `Rules disputed: findings under each are shown. ${words}` : words,
    );
  }
}
