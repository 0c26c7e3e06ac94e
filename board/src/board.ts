/**
 * What the board knows and what the viewer is looking at: one object, changed only here, with a
 * notice of what changed. Rooms read it and draw themselves; none keeps a second copy.
 */

import type { ArticleFinding } from "./api/articles";
import type { Crossing } from "./api/claims";
import type {
  Alarm,
  Card,
  ChannelTest,
  Finding,
  Link,
  LonLat,
  Me,
  Message,
  Operation,
  Phrase,
  ReceiptEntry,
  Rules,
  Watch,
} from "./api/shapes";
import { end, ownSide, start } from "./words/finding";
import { type Moment, span } from "./time/inforce";

export type Topic =
  | "me"
  | "links"
  | "operations"
  | "findings"
  | "articles"
  | "claims"
  | "receipts"
  | "rules"
  | "alarms"
  | "messages"
  | "phrases"
  | "watches"
  | "tests"
  | "connection"
  | "selection"
  | "moment"
  | "sides"
  | "second"
  | "view";

/** How the viewer regards a party. There is no hostile: the board ranks and targets nobody. */
export type Side = "friend" | "neutral" | "unknown";

/** The part of the world that the map shows. */
export interface View {
  readonly middle: LonLat;
  readonly radiusM: number;
}

/** A node holds more operations, or findings, than a page can: which of them are here. */
export interface Around {
  readonly held: number;
  readonly shown: number;
  /** So many are in force there; undefined if the map shows more than a node looks around. */
  readonly found: number | undefined;
  readonly radiusM: number;
  readonly moment: number;
}

export type Choice = { readonly operation?: string; readonly finding?: string };

/** A connection that comes back at once is not worth alarming anybody. */
const GRACE_MS = 1_500;
/** Links are asked for every 5 seconds: this is several answers missed. */
const SILENCE_MS = 20_000;

const SIDES_KEY = "wideberth.sides";

export class Board {
  me: Me | undefined;
  links: readonly Link[] = [];
  cards: readonly Card[] = [];
  rules: Rules | undefined;
  alarms: readonly Alarm[] = [];
  phrases: readonly Phrase[] = [];
  watches: readonly Watch[] = [];
  tests: readonly ChannelTest[] = [];
  /** The latest, the last one first. */
  messages: readonly Message[] = [];
  /** What nobody of the own party has acknowledged, the most urgent first. */
  awaiting: readonly Message[] = [];
  operations: Map<string, Operation> = new Map();
  /** Why the last answer about operations or findings could not be shown, in words. */
  readonly troubles = new Map<string, string>();
  operationsKnown = false;
  view: View | undefined;
  /** Undefined while all operations are here. */
  around: Around | undefined;
  findings: Map<string, Finding> = new Map();
  /** Undefined while all findings are here. */
  findingsAround: Around | undefined;
  /** What is found about single operations under articles. */
  articles: readonly ArticleFinding[] = [];
  /** What is said to have crossed agreed lines: the latest reports first. */
  crossings: readonly Crossing[] = [];
  findingsKnown = false;
  unresolved: readonly string[] = [];
  noRulesWith: readonly string[] = [];
  /** Findings that came up while the board was open and have not been looked at. */
  readonly fresh = new Set<string>();
  receipts: { readonly operation: string; readonly entries: readonly ReceiptEntry[] } | undefined;
  /** Since when the event stream is down, by the node's clock; undefined while it is up. */
  lostSince: number | undefined = 0;
  /** Node time when the own node was last heard. */
  nodeHeard = 0;
  selected: Choice = {};
  /** Undefined: the view follows the clock. */
  pinned: Moment | undefined;

  #clockOffsetMs = 0;
  readonly #sides = readSides();
  readonly #listeners = new Map<Topic, Set<() => void>>();
  readonly #pending = new Set<() => void>();

  /** The node's time: the clock of the record, whatever this machine's clock says. */
  now(): number {
    return Date.now() + this.#clockOffsetMs;
  }

  /** How far this machine's clock is off the node's; positive when this machine is behind. */
  get clockOffsetMs(): number {
    return this.#clockOffsetMs;
  }

  setClock(nodeNow: number, asked: number, answered: number): void {
    const offset = nodeNow - (asked + answered) / 2;
    // Half the way there and back is the error; inside it a correction would only be jitter.
    if (Math.abs(offset - this.#clockOffsetMs) > (answered - asked) / 2 + 100) {
      this.#clockOffsetMs = offset;
    }
  }

  /** Whether what is shown may be taken for the node's present picture. */
  nodeAnswers(): boolean {
    const now = this.now();
    const broken = this.lostSince !== undefined && now - this.lostSince >= GRACE_MS;
    return !broken && now - this.nodeHeard <= SILENCE_MS;
  }

  get moment(): Moment {
    return this.pinned ?? this.now();
  }

  get self(): string {
    return this.me?.party ?? "";
  }

  sideOf(party: string): Side {
    return this.#sides.get(party) ?? (party === this.self ? "friend" : "neutral");
  }

  setSide(party: string, side: Side): void {
    this.#sides.set(party, side);
    localStorage.setItem(SIDES_KEY, JSON.stringify([...this.#sides]));
    this.changed("sides");
  }

  select(choice: Choice): void {
    this.selected = choice;
    if (choice.finding !== undefined) this.fresh.delete(choice.finding);
    this.changed("selection");
  }

  /** Whose receipts are wanted: the chosen operation's, or the own side's of the chosen finding. */
  receiptsWanted(): string | undefined {
    const finding = this.findings.get(this.selected.finding ?? "");
    return this.selected.operation ?? (finding && ownSide(finding, this.self)?.id);
  }

  pin(moment: Moment | undefined): void {
    this.pinned = moment;
    this.changed("moment");
  }

  look(view: View): void {
    this.view = view;
    this.changed("view");
  }

  /** What the time slider spans: the live operations, and always the present. */
  window(): { start: number; end: number } {
    const now = this.now();
    const live = span(this.operations.values());
    const hour = 3_600_000;
    if (this.around !== undefined) return { start: now - hour, end: now + 48 * hour };
    return {
      start: Math.min(live?.start ?? now - hour, now),
      end: Math.max(live?.end ?? now + hour, now),
    };
  }

  /** The finding's place in time, if the view has to move to show it. */
  momentFor(finding: Finding): Moment | undefined {
    const moment = this.moment;
    const shown = moment === "all" || (start(finding) <= moment && moment < end(finding));
    return shown ? this.pinned : start(finding);
  }

  on(topics: readonly Topic[], listener: () => void): void {
    for (const topic of topics) {
      const listeners = this.#listeners.get(topic) ?? new Set();
      listeners.add(listener);
      this.#listeners.set(topic, listeners);
    }
  }

  /** Listeners run once per frame, however much changed; at once when the page is hidden. */
  changed(...topics: readonly Topic[]): void {
    const idle = this.#pending.size === 0;
    for (const topic of topics) {
      for (const listener of this.#listeners.get(topic) ?? []) this.#pending.add(listener);
    }
    if (!idle || this.#pending.size === 0) return;
    if (document.hidden) setTimeout(() => this.#flush());
    else requestAnimationFrame(() => this.#flush());
  }

  #flush(): void {
    const due = [...this.#pending];
    this.#pending.clear();
    for (const listener of due) listener();
  }
}

function readSides(): Map<string, Side> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(SIDES_KEY) ?? "[]");
    return new Map(Array.isArray(stored) ? (stored as [string, Side][]) : []);
  } catch {
    return new Map();
  }
}
