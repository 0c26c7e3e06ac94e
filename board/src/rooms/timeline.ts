/** The moment looked at: a slider over the span of the live operations, or all times together. */

import type { Board } from "../board";
import { h, say } from "../dom";
import { SIDE_COLOUR } from "../map/symbols";
import { dtg, duration } from "../time/dtg";
import { isLive, merged } from "../time/inforce";
import { end, start } from "../words/finding";

const MINUTE_MS = 60_000;
/** About this many steps of the slider from end to end. */
const STEPS = 1_500;
const LANE_PX = 6;
const LANES_MOST = 6;

export class Timeline {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #slider: HTMLInputElement;
  readonly #all: HTMLInputElement;
  readonly #now: HTMLButtonElement;
  readonly #words = h("output", { class: "moment", "data-testid": "moment" });
  readonly #from = h("span", { class: "end" });
  readonly #to = h("span", { class: "end" });
  readonly #lanes = h("canvas", { class: "lanes", "aria-hidden": "true" });

  constructor(board: Board) {
    this.#board = board;
    this.#slider = h("input", {
      type: "range",
      "data-testid": "time-slider",
      "aria-label": "Time looked at",
      input: () => board.pin(Number(this.#slider.value)),
    });
    this.#all = h("input", {
      type: "checkbox",
      "data-testid": "all-times",
      change: () => this.toggleAll(),
    });
    this.#now = h(
      "button",
      {
        type: "button",
        "data-testid": "now",
        "aria-keyshortcuts": "n",
        click: () => board.pin(undefined),
      },
      "Now (n)",
    );
    this.element = h(
      "section",
      { class: "timeline", "aria-label": "Time" },
      h(
        "div",
        { class: "timeline-line" },
        this.#now,
        this.#words,
        h("label", { class: "all-times" }, this.#all, " all times (a)"),
      ),
      h("div", { class: "track" }, this.#lanes, this.#slider),
      h("div", { class: "timeline-line ends" }, this.#from, this.#to),
    );
    board.on(["operations", "findings", "moment", "me", "second", "sides"], () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  focus(): void {
    this.#slider.focus();
  }

  toggleAll(): void {
    this.#board.pin(this.#board.pinned === "all" ? undefined : "all");
  }

  #draw(): void {
    const { pinned, moment } = this.#board;
    const now = this.#board.now();
    const span = this.#board.window();
    const step = Math.max(1, Math.ceil((span.end - span.start) / STEPS / MINUTE_MS)) * MINUTE_MS;
    const min = Math.floor(span.start / step) * step;
    const max = Math.ceil(span.end / step) * step;
    this.#slider.min = String(min);
    this.#slider.max = String(max);
    this.#slider.step = String(step);
    const at = moment === "all" ? now : moment;
    if (document.activeElement !== this.#slider || pinned === undefined)
      this.#slider.value = String(at);
    this.#slider.disabled = pinned === "all";
    this.#all.checked = pinned === "all";
    this.#now.setAttribute("aria-pressed", String(pinned === undefined));
    const words = momentWords(pinned, now);
    say(this.#words, words);
    this.#slider.setAttribute("aria-valuetext", words);
    say(this.#from, dtg(min));
    say(this.#to, dtg(max));
    this.#paint(min, max, now, moment === "all" ? undefined : moment);
  }

  /** One lane per party, own first; findings as a lane of their own on top. */
  #paint(min: number, max: number, now: number, at: number | undefined): void {
    const board = this.#board;
    const windows = new Map<string, { start: number; end: number }[]>();
    for (const operation of board.operations.values()) {
      if (!isLive(operation)) continue;
      const lane = windows.get(operation.party) ?? [];
      lane.push(operation);
      windows.set(operation.party, lane);
    }
    const parties = [...windows.keys()].sort(
      (a, b) => rank(a, board.self) - rank(b, board.self) || (a < b ? -1 : 1),
    );
    const lanes = parties.slice(0, LANES_MOST - 1);
    const rest = parties.slice(LANES_MOST - 1);
    const width = this.#lanes.clientWidth;
    const height = LANE_PX * (1 + lanes.length + (rest.length > 0 ? 1 : 0)) + 4;
    const ratio = window.devicePixelRatio || 1;
    this.#lanes.width = Math.round(width * ratio);
    this.#lanes.height = Math.round(height * ratio);
    this.#lanes.style.height = `${height}px`;
    const pen = this.#lanes.getContext("2d");
    if (!pen || width === 0) return;
    pen.scale(ratio, ratio);
    const x = (ms: number): number => ((ms - min) / (max - min)) * width;
    const bar = (from: number, to: number, lane: number, colour: string): void => {
      pen.fillStyle = colour;
      pen.fillRect(x(from), lane * LANE_PX + 2, Math.max(2, x(to) - x(from)), LANE_PX - 2);
    };
    for (const finding of [...board.findings.values()].sort((a) =>
      a.verdict === "conflict" ? 1 : -1,
    )) {
      bar(start(finding), end(finding), 0, finding.verdict === "conflict" ? "#ff5a5a" : "#ffc14d");
    }
    lanes.forEach((party, i) => {
      const colour = SIDE_COLOUR[board.sideOf(party)];
      for (const each of merged(windows.get(party) ?? [])) bar(each.start, each.end, i + 1, colour);
    });
    const others = rest.flatMap((party) => windows.get(party) ?? []);
    for (const each of merged(others)) bar(each.start, each.end, LANES_MOST, "#9aa9b6");
    pen.fillStyle = "#ffffff";
    pen.fillRect(x(now) - 0.5, 0, 1, height);
    if (at !== undefined && at !== now) {
      pen.fillStyle = "#ffd75e";
      pen.fillRect(x(at) - 1, 0, 2, height);
    }
  }
}

const rank = (party: string, self: string): number => (party === self ? 0 : 1);

function momentWords(pinned: number | "all" | undefined, now: number): string {
  if (pinned === "all") return "all times together";
  if (pinned === undefined) return `now, ${dtg(now)}`;
  const away = Math.abs(pinned - now);
  return `${dtg(pinned)}, ${duration(away)} ${pinned < now ? "ago" : "from now"}`;
}
