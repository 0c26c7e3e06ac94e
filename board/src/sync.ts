/**
 * Keeps the board equal to its node: asks for everything at every (re)connection, applies events in
 * between, and asks again for what an event only hints at.
 */

import * as client from "./api/client";
import { EventStream, type ServerEvent } from "./api/events";
import {
  type Alarm,
  type Finding,
  type FindingsAnswer,
  type Link,
  type LonLat,
  type Message,
  type Operation,
  readOperations,
} from "./api/shapes";
import type { Board } from "./board";
import { parseTime } from "./time/dtg";
import { verdictWords } from "./words/finding";

const LINKS_EVERY_MS = 5_000;
const CLOCK_EVERY_MS = 30_000;
const GATHER_MS = 150;
const RETRY_MS = 4_000;
/** Of more operations than a page can hold, what is shown where the map shows too much. */
const FIRST_FEW = 200;
/** A question that takes long rests that many times as long: the page has other things to do. */
const REST_RATIO = 3;
const REST_MS_MAX = 5_000;

export interface SyncListener {
  signedOut(): void;
  /** Something the officer should hear of at once. */
  announce(words: string): void;
}

export class Sync {
  readonly #board: Board;
  readonly #listener: SyncListener;
  readonly #stream: EventStream;
  readonly #timers: number[] = [];
  readonly #questions = new Map<string, Question>();

  constructor(board: Board, listener: SyncListener) {
    this.#board = board;
    this.#listener = listener;
    this.#question("me", () => this.#askMe());
    this.#question("links", () => this.#askLinks());
    this.#question("cards", async () => {
      board.cards = await client.cards();
      board.changed("links");
    });
    this.#question("operations", () => this.#askOperations());
    this.#question("findings", () => this.#askFindings());
    this.#question("receipts", () => this.#askReceipts());
    this.#question("rules", async () => {
      board.rules = await client.rules();
      board.changed("rules");
    });
    this.#question("articles", async () => {
      board.articles = await client.articleFindings();
      board.changed("articles");
    });
    this.#question("claims", async () => {
      board.crossings = await client.crossings();
      board.changed("claims");
    });
    this.#question("alarms", async () => {
      board.alarms = await client.alarms();
      board.changed("alarms");
    });
    this.#question("watches", async () => {
      board.watches = await client.watches();
      board.changed("watches");
    });
    this.#question("tests", async () => {
      board.tests = await client.channelTests();
      board.changed("tests");
    });
    this.#question("phrases", async () => {
      board.phrases = await client.phrases();
      board.changed("phrases");
    });
    this.#question("awaiting", async () => {
      board.awaiting = await client.awaiting();
      board.changed("messages");
    });
    this.#question("messages", async () => {
      board.messages = await client.messages();
      board.changed("messages");
    });
    board.on(["selection"], () => this.#askReceiptsOfSelection());
    board.on(["view", "moment"], () => {
      this.#askAroundAgain();
    });
    this.#stream = new EventStream("/api/v1/events", {
      opened: () => {
        board.lostSince = undefined;
        this.#heard();
        this.#everything();
        board.changed("connection", "links");
      },
      alive: () => this.#heard(),
      event: (event) => this.#event(event),
      lost: () => {
        board.lostSince ??= board.now();
        board.changed("connection", "links", "findings");
      },
      signedOut: () => listener.signedOut(),
    });
    this.#timers.push(
      window.setInterval(() => this.#ask("links"), LINKS_EVERY_MS),
      window.setInterval(() => {
        this.#ask("me", "cards", "alarms", "tests");
        // What is in force there changes with the time alone.
        this.#askAroundAgain();
      }, CLOCK_EVERY_MS),
    );
  }

  close(): void {
    this.#stream.close();
    for (const timer of this.#timers) clearInterval(timer);
  }

  #question(name: string, run: () => Promise<void>): void {
    const failed = (e: unknown): void => {
      if (e instanceof client.SignedOut) this.#listener.signedOut();
      else {
        this.#board.troubles.set(name, e instanceof Error ? e.message : String(e));
        window.setTimeout(() => this.#ask(name), RETRY_MS);
      }
      this.#board.changed("connection");
    };
    const answered = (): void => {
      this.#heard();
      if (this.#board.troubles.delete(name)) this.#board.changed("connection");
    };
    this.#questions.set(name, new Question(run, answered, failed));
  }

  #ask(...names: readonly string[]): void {
    for (const name of names) this.#questions.get(name)?.ask();
  }

  #everything(): void {
    this.#ask("awaiting", "messages", "me", "links", "cards", "operations", "findings", "rules", "alarms");
    this.#ask("receipts", "phrases", "watches", "tests", "articles", "claims");
  }

  #heard(): void {
    this.#board.nodeHeard = this.#board.now();
  }

  async #askMe(): Promise<void> {
    const asked = Date.now();
    const me = await client.me();
    this.#board.me = me;
    this.#board.setClock(parseTime(me.now) ?? asked, asked, Date.now());
    this.#board.changed("me");
  }

  async #askLinks(): Promise<void> {
    this.#board.links = await client.links();
    this.#board.changed("links");
  }

  async #askOperations(): Promise<void> {
    const board = this.#board;
    const few = await client.operations(FIRST_FEW);
    let shown = few.operations;
    if (few.total > client.SHOWN_MAX) {
      shown = await this.#askAround(few);
    } else {
      board.around = undefined;
      if (shown.length < few.total) shown = (await client.operations()).operations;
    }
    board.operations = new Map(shown.map((operation) => [operation.id, operation]));
    board.operationsKnown = true;
    board.changed("operations");
  }

  /** Of very many, those in force where the viewer looks; a few of all if that is too far. */
  async #askAround(few: client.Operations): Promise<readonly Operation[]> {
    const { where, moment, radiusM } = this.#looked();
    const found = where && (await client.operationsAround(where, radiusM, moment));
    const shown = found?.operations ?? few.operations;
    this.#board.around = {
      held: few.total,
      shown: shown.length,
      found: found?.total,
      radiusM,
      moment,
    };
    return shown;
  }

  /** Where and when the viewer looks; nowhere if that is wider than a node looks around. */
  #looked(): { where: LonLat | undefined; radiusM: number; moment: number } {
    const { view, moment } = this.#board;
    const radiusM = view?.radiusM ?? Infinity;
    return {
      where: radiusM <= client.AROUND_M_MAX ? view?.middle : undefined,
      radiusM,
      moment: moment === "all" ? this.#board.now() : moment,
    };
  }

  #askAroundAgain(): void {
    if (this.#board.around !== undefined) this.#ask("operations");
    if (this.#board.findingsAround !== undefined) this.#ask("findings");
  }

  async #askFindings(): Promise<void> {
    const board = this.#board;
    const before = board.findings;
    let all = board.findingsKnown && board.findingsAround === undefined;
    let answer = await client.findings(FIRST_FEW);
    if (answer.total > client.SHOWN_MAX) {
      answer = await this.#askFindingsAround(answer);
      all = false;
    } else {
      board.findingsAround = undefined;
      if (answer.findings.length < answer.total) answer = await client.findings();
    }
    board.findings = new Map(answer.findings.map((finding) => [finding.id, finding]));
    board.unresolved = answer.unresolved ?? [];
    board.noRulesWith = answer.no_rules_with ?? [];
    // Who looks elsewhere sees others, but none that is new.
    if (all) for (const each of answer.findings) if (!before.has(each.id)) this.#opened(each);
    board.findingsKnown = true;
    board.changed("findings");
  }

  /** Of very many, those of operations in force where the viewer looks. */
  async #askFindingsAround(few: FindingsAnswer): Promise<FindingsAnswer> {
    const { where, moment, radiusM } = this.#looked();
    const found = where && (await client.findingsAround(where, radiusM, moment));
    const answer = found ?? few;
    this.#board.findingsAround = {
      held: few.total,
      shown: answer.findings.length,
      found: found?.total,
      radiusM,
      moment,
    };
    return answer;
  }

  async #askReceipts(): Promise<void> {
    const operation = this.#board.receiptsWanted();
    if (operation === undefined || !this.#isOwn(operation)) return;
    const entries = await client.receipts(operation);
    this.#board.receipts = { operation, entries };
    this.#board.changed("receipts");
  }

  #askReceiptsOfSelection(): void {
    const operation = this.#board.receiptsWanted();
    if (operation !== this.#board.receipts?.operation) {
      this.#board.receipts = undefined;
      this.#board.changed("receipts");
      this.#ask("receipts");
    }
  }

  #isOwn(operation: string): boolean {
    return this.#board.operations.get(operation)?.party === this.#board.self;
  }

  #event({ name, data }: ServerEvent): void {
    try {
      const value: unknown = JSON.parse(data);
      switch (name) {
        case "operation":
          return this.#operation(value);
        case "finding":
          return this.#finding(value as Finding & { change: string });
        case "article-finding":
          return this.#ask("articles", "alarms");
        case "link":
          return this.#link(value as Link);
        case "alarm":
          return this.#alarm(value as Partial<Alarm>);
        case "message":
          return this.#message(value as Partial<Message>);
        case "settlement":
          return this.#ask("findings", "articles", "alarms");
        case "claims":
          return this.#ask("claims");
        case "people":
          return this.#ask("me");
        case "watch":
          return this.#ask("watches");
        case "receipt":
          return this.#ask("receipts", "messages");
        case "rules":
          return this.#ask("rules", "findings", "articles", "cards", "watches", "alarms");
        case "placeholder":
          return this.#ask("findings", "alarms");
        default:
          // "reset", or something newer than this board: asking again is always right.
          return this.#everything();
      }
    } catch {
      this.#everything();
    }
  }

  /** What must sound does not wait for the rest, nor for what else may come in a moment. */
  #message({ precedence }: Partial<Message>): void {
    if (precedence === "flash") this.#questions.get("awaiting")?.ask(0);
    this.#ask("awaiting", "messages", "alarms", "tests");
  }

  #operation(value: unknown): void {
    if (this.#board.around !== undefined) return this.#ask("operations", "receipts");
    for (const operation of readOperations(value)) {
      this.#board.operations.set(operation.id, operation);
    }
    this.#again("operations");
    if (this.#board.receiptsWanted() !== undefined) this.#ask("receipts");
    this.#board.changed("operations");
  }

  #finding(finding: Finding & { readonly change: string }): void {
    const board = this.#board;
    const known = board.findings.has(finding.id);
    if (finding.change === "closed") {
      board.findings.delete(finding.id);
      board.fresh.delete(finding.id);
      if (known) this.#listener.announce(`No longer found: ${pair(finding)}`);
    } else {
      board.findings.set(finding.id, { ...board.findings.get(finding.id), ...finding });
      if (!known) this.#opened(finding);
    }
    // How far it is settled is not in the event.
    this.#ask("findings", "alarms");
    board.changed("findings");
  }

  #opened(finding: Finding): void {
    this.#board.fresh.add(finding.id);
    this.#listener.announce(`New ${verdictWords(finding.verdict)}: ${pair(finding)}`);
  }

  #link(link: Link): void {
    const others = this.#board.links.filter((each) => each.party !== link.party);
    this.#board.links = [...others, link].sort((a, b) => (a.party < b.party ? -1 : 1));
    this.#again("links");
    this.#board.changed("links");
  }

  #alarm(alarm: Partial<Alarm>): void {
    this.#ask("alarms", "tests", "findings");
    // A message became overdue, for nothing but the time.
    if (alarm.code?.startsWith("ANSWER_") ?? true) this.#ask("messages");
    // The event may only hint at it: what the alarm is then comes with the answer.
    if (alarm.words === undefined) return;
    this.#listener.announce(`${alarm.ended === true ? "Alarm over" : "Alarm"}: ${alarm.words}`);
  }

  /** An answer under way may be older than the event just applied: ask once more after it. */
  #again(name: string): void {
    const question = this.#questions.get(name);
    if (question?.underway) question.ask();
  }
}

const pair = (finding: Finding): string =>
  finding.operations.map((side) => `${side.party} ${side.name || side.id}`).join(" and ");

/** One question at a time; asked again while under way, it is put once more afterwards. */
class Question {
  underway = false;
  readonly #run: () => Promise<void>;
  readonly #answered: () => void;
  readonly #failed: (e: unknown) => void;
  #wanted = false;
  #timer: number | undefined;
  #afterMs = GATHER_MS;
  #doneMs = 0;
  #restMs = 0;

  constructor(run: () => Promise<void>, answered: () => void, failed: (e: unknown) => void) {
    this.#run = run;
    this.#answered = answered;
    this.#failed = failed;
  }

  /** @param afterMs what comes until then is asked for together; a shorter time counts */
  ask(afterMs = GATHER_MS): void {
    this.#wanted = true;
    this.#afterMs = Math.min(this.#afterMs, afterMs);
    if (this.underway || (this.#timer !== undefined && this.#afterMs >= GATHER_MS)) return;
    clearTimeout(this.#timer);
    const restMs = this.#afterMs < GATHER_MS ? 0 : this.#doneMs + this.#restMs - performance.now();
    this.#timer = window.setTimeout(() => void this.#put(), Math.max(this.#afterMs, restMs));
  }

  async #put(): Promise<void> {
    this.#timer = undefined;
    this.#afterMs = GATHER_MS;
    this.#wanted = false;
    this.underway = true;
    const begunMs = performance.now();
    try {
      await this.#run();
      this.#answered();
    } catch (e) {
      this.#failed(e);
    } finally {
      this.underway = false;
      this.#doneMs = performance.now();
      this.#restMs = Math.min(REST_MS_MAX, REST_RATIO * (this.#doneMs - begunMs));
      if (this.#wanted) this.ask(this.#afterMs);
    }
  }
}
