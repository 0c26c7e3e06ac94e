/** Whose board this is, what time it is, and how much of the picture can be relied on. */

import { AWAITING_MAX } from "../api/client";
import type { Board } from "../board";
import { h, present, say } from "../dom";
import { legible, type Link } from "../api/shapes";
import { SIDE_COLOUR } from "../map/symbols";
import { clock, dtg, duration } from "../time/dtg";
import { untakenWith } from "../words/article";
import { isUntaken } from "../words/finding";
import { linkWords, pictureWords } from "../words/link";
import { Desks, sayDesk } from "./watch";

/** A clock that differs from the node's by more than this is worth a word. */
const CLOCK_OFF_MS = 2_000;

export interface HeaderActions {
  channel(): void;
  parties(): void;
  shortcuts(): void;
  signOut(): void;
}

export class Header {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #theatre = h("span", { class: "theatre", "data-testid": "theatre" });
  readonly #party = h("strong", { class: "party", "data-testid": "party" });
  readonly #name = h("span", { class: "name" });
  readonly #person = h("span", { class: "person" });
  readonly #clock = h("time", { class: "clock", "data-testid": "clock" });
  readonly #group = h("span", { class: "dtg" });
  readonly #clockNote = h("span", { class: "clock-note" });
  readonly #links = h("ul", { class: "links", "aria-label": "Links to the other parties" });
  readonly #age = h("span", { class: "picture-age", "data-testid": "picture-age" });
  readonly #channel = h("button", {
    type: "button",
    "aria-keyshortcuts": "c",
    "data-testid": "channel-button",
  });
  readonly #untaken = h("strong", { class: "untaken", "data-testid": "untaken", role: "alert" });
  readonly #chips = new Map<
    string,
    { element: HTMLElement; words: HTMLElement; name: HTMLElement; desk: HTMLElement }
  >();

  constructor(board: Board, badges: readonly HTMLElement[], actions: HeaderActions) {
    this.#board = board;
    this.#channel.addEventListener("click", () => actions.channel());
    const button = (label: string, act: () => void, key?: string): HTMLElement =>
      h("button", { type: "button", click: act, ...(key && { "aria-keyshortcuts": key }) }, label);
    this.element = h(
      "header",
      {},
      h(
        "div",
        { class: "header-line" },
        h("h1", {}, "Wideberth"),
        h("span", { class: "where" }, this.#theatre, " / ", this.#party, " ", this.#name),
        h("span", { class: "clocks" }, this.#clock, this.#group, this.#clockNote),
        h(
          "span",
          { class: "who" },
          this.#person,
          ...badges,
          this.#untaken,
          this.#channel,
          button("Parties (p)", actions.parties, "p"),
          button("Keys (?)", actions.shortcuts, "?"),
          button("Sign out", actions.signOut),
        ),
      ),
      h("div", { class: "links-line" }, this.#links, new Desks(board).element, this.#age),
    );
    board.on(["me"], () => this.#drawMe());
    board.on(["second", "me"], () => this.#tick());
    board.on(["messages"], () => this.#drawChannel());
    board.on(["findings", "articles", "alarms", "me", "second"], () => this.#drawUntaken());
    this.#drawChannel();
    board.on(["links", "connection", "second", "sides", "watches"], () => this.#drawLinks());
    this.#tick();
  }

  #drawMe(): void {
    const me = this.#board.me;
    if (!me) return;
    say(this.#theatre, me.theatre);
    say(this.#party, me.party);
    say(this.#name, legible(me.name));
    say(this.#person, `${legible(me.person)}, ${me.role.replace("-", " ")}`);
    this.#party.style.color = SIDE_COLOUR[this.#board.sideOf(me.party)];
  }

  #drawChannel(): void {
    const waiting = this.#board.awaiting.length;
    const count = waiting < AWAITING_MAX ? String(waiting) : `${waiting} or more`;
    say(this.#channel, waiting > 0 ? `Channel (c): ${count} waiting` : "Channel (c)");
    this.#channel.dataset["waiting"] = String(waiting > 0);
  }

  #drawUntaken(): void {
    const board = this.#board;
    const now = board.now();
    const pairs = [...board.findings.values()].filter((finding) =>
      isUntaken(finding, board.self, now),
    );
    const here =
      pairs.length + board.articles.flatMap((each) => untakenWith(each, board.self, now)).length;
    // Where one looks must not decide whether anything waits: the node names the most imminent.
    const all = board.findingsAround === undefined;
    const alarms = board.alarms.filter((alarm) => alarm.code === "FINDING_UNTAKEN");
    const count = all ? here : Math.max(here, alarms.length);
    this.#untaken.hidden = count === 0;
    say(this.#untaken, `${all ? "" : "at least "}${count} not taken up`);
  }

  #tick(): void {
    const now = this.#board.now();
    say(this.#clock, clock(now));
    this.#clock.dateTime = new Date(now).toISOString();
    say(this.#group, dtg(now));
    const off = this.#board.clockOffsetMs;
    const words =
      Math.abs(off) > CLOCK_OFF_MS
        ? `node's clock; this screen is ${duration(Math.abs(off))} ${off > 0 ? "behind" : "ahead"}`
        : "";
    say(this.#clockNote, words);
  }

  #drawLinks(): void {
    const { links } = this.#board;
    const answers = this.#board.nodeAnswers();
    const now = this.#board.now();
    const parties = new Set(links.map((link) => link.party));
    for (const [party, chip] of this.#chips) {
      if (parties.has(party)) continue;
      chip.element.remove();
      this.#chips.delete(party);
    }
    let worst = links.length === 0 ? "silent" : "up";
    for (const link of links) {
      const chip = this.#chip(link);
      const { tone, words } = linkWords(link, now, answers);
      chip.element.dataset["tone"] = tone;
      say(chip.words, words);
      sayDesk(chip.desk, this.#board.watches, link.party);
      chip.name.style.color = SIDE_COLOUR[this.#board.sideOf(link.party)];
      if (tone === "cut" || (tone === "silent" && worst === "up")) worst = tone;
    }
    say(this.#age, this.#board.me ? pictureWords(links, now, answers) : "");
    this.#age.dataset["tone"] = worst;
  }

  #chip(link: Link): {
    element: HTMLElement;
    words: HTMLElement;
    name: HTMLElement;
    desk: HTMLElement;
  } {
    let chip = this.#chips.get(link.party);
    if (!chip) {
      const name = h("strong", { title: legible(link.name) }, link.party);
      const words = h("span", {});
      const desk = h("span", { class: "desk", "data-testid": `desk-of-${link.party}` });
      const mark = h("span", { class: "mark", "aria-hidden": "true" });
      const element = h(
        "li",
        { "data-testid": `link-${link.party}` },
        ...present([mark, name, " ", words, " ", desk]),
      );
      chip = { element, words, name, desk };
      this.#chips.set(link.party, chip);
      this.#links.append(element);
    }
    return chip;
  }
}
