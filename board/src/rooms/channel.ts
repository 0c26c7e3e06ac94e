/** The channel: what the duty desks say to each other, and what became of each message. */

import * as client from "../api/client";
import { legible, type Message, type MessageToSend, type Precedence } from "../api/shapes";
import type { Board } from "../board";
import { h, row, say } from "../dom";
import { clock, parseTime } from "../time/dtg";
import { matterLines, meaning, stateWords, toWords } from "../words/message";
import { AttachEntry, attachmentLines } from "./attachments";
import { type MatterDraft, MatterEntry } from "./matterentry";
import { PlaceEntry } from "./placeentry";
import { ReadBacks, readBackLines } from "./readback";
import { acknowledge } from "./signing";
import { talkActs, talkSides } from "./talks";

const DRAFT_KEY = "wideberth.draft";
const PRECEDENCES: readonly Precedence[] = ["routine", "priority", "immediate", "flash"];
const LANGUAGES: readonly string[] = ["en", "ru", "ar", "fr", "tr", "fa", "he", "ku", "uk"];
const TEXT_CHARS_MAX = 4_000;

interface Draft {
  readonly to: string;
  readonly precedence: string;
  readonly phrase: string;
  readonly text: string;
  readonly language: string;
  readonly answers: string;
  readonly place: string;
  readonly position: string;
  readonly matter: MatterDraft;
}

export class Channel {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #list = h("ul", { class: "messages", "aria-label": "Messages" });
  readonly #nothing = h("p", { class: "nothing" }, "No messages yet.");
  readonly #compose: Compose;
  readonly #readBacks: ReadBacks;
  readonly #cannot = h("p", { class: "item-line" }, "Observers read; a duty officer writes.");
  #shown = "";
  #chosen: string | undefined;

  constructor(board: Board, tests: HTMLElement) {
    this.#board = board;
    this.#compose = new Compose(board);
    this.#readBacks = new ReadBacks((e) => this.#compose.trouble(e));
    this.element = h(
      "section",
      { class: "channel", "aria-label": "Channel", "data-testid": "channel", hidden: true },
      h(
        "h2",
        {},
        "Channel ",
        h("span", { class: "count" }, "messages are kept in both parties' logs"),
        h(
          "button",
          { type: "button", class: "close", click: () => this.toggle() },
          "Close (c)",
        ),
      ),
      tests,
      h("div", { class: "messages-frame" }, this.#nothing, this.#list),
      this.#compose.element,
      this.#cannot,
    );
    board.on(["messages", "me", "sides"], () => this.#draw());
    board.on(["me", "links"], () => this.#drawRole());
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    if (!this.element.hidden) this.#compose.focus();
  }

  open(message: Message): void {
    this.element.hidden = false;
    this.#choose(message);
    this.#draw();
    this.#list.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "center" });
  }

  #mayWrite(): boolean {
    const role = this.#board.me?.role;
    return role !== undefined && role !== "observer";
  }

  #drawRole(): void {
    this.#compose.element.hidden = !this.#mayWrite();
    this.#cannot.hidden = this.#mayWrite();
  }

  #draw(): void {
    const { messages } = this.#board;
    this.#nothing.hidden = messages.length > 0;
    const key = JSON.stringify([messages, this.#chosen, this.#board.me?.role]);
    if (key === this.#shown) return;
    this.#shown = key;
    const focused = document.activeElement;
    this.#list.replaceChildren(...messages.map((message) => this.#item(message)));
    // What is half typed in a message's box stays, and so does the cursor.
    if (focused instanceof HTMLInputElement && this.#list.contains(focused)) focused.focus();
  }

  #choose(message: Message): void {
    this.#chosen = message.id;
    const own = message.states.find((state) => state.party === this.#board.self);
    if (own && !own.read && this.#mayWrite()) void this.#note(message, "read");
  }

  async #note(message: Message, step: client.Step, words = ""): Promise<void> {
    try {
      if (step === "acknowledge") await acknowledge(this.#board, message.id);
      else await client.note(message.id, step, words);
    } catch (e) {
      this.#compose.trouble(e);
    }
  }

  #item(message: Message): HTMLElement {
    const own = message.author === this.#board.self;
    const sent = parseTime(message.time);
    const words = meaning(message, navigator.languages);
    const choose = (): void => {
      this.#choose(message);
      this.#draw();
    };
    return h(
      "li",
      {
        class: message.awaits ? "message awaits" : "message",
        "data-testid": "message",
        "aria-current": message.id === this.#chosen ? "true" : undefined,
        click: choose,
      },
      h(
        "div",
        { class: "item-title" },
        h(
          "span",
          { class: "precedence", "data-precedence": message.precedence },
          message.precedence.toUpperCase(),
        ),
        h("strong", {}, own ? `to ${toWords(message)}` : `${message.author} to ${toWords(message)}`),
        message.by !== undefined && h("span", { class: "item-line" }, legible(message.by)),
        h("span", { class: "time" }, sent === undefined ? message.time : clock(sent)),
      ),
      words !== undefined && h("p", { class: "phrase", dir: "auto" }, words),
      message.text !== "" &&
        h("p", { class: "words", dir: "auto", lang: message.language }, legible(message.text)),
      ...matterLines(message).map((line) =>
        h("p", { class: "words", dir: "auto" }, legible(line)),
      ),
      ...message.places.map((place) =>
        h("div", { class: "item-line" }, `${legible(place.label ?? "")} ${place.position}`),
      ),
      message.operations.length > 0 &&
        h("div", { class: "item-line" }, `about ${message.operations.join(", ")}`),
      h(
        "ul",
        { class: "states" },
        ...message.states.map((state) =>
          h("li", { "data-testid": `state-${state.party}` }, legible(stateWords(state, own))),
        ),
      ),
      ...talkSides(message),
      ...attachmentLines(message, this.#board.self),
      ...readBackLines(message),
      this.#mayReadBack(message) && this.#readBacks.box(message),
      h("code", {}, message.thread === message.id ? message.id : `${message.id} in ${message.thread}`),
      this.#acts(message, !own && this.#mayWrite()),
    );
  }

  #mayReadBack(message: Message): boolean {
    const mine = message.states.find((state) => state.party === this.#board.self);
    return this.#mayWrite() && mine?.read_back !== undefined && mine.read_back.state !== "confirmed";
  }

  #acts(message: Message, mayAct: boolean): HTMLElement {
    const mine = message.states.find((state) => state.party === this.#board.self);
    const act = (label: string, step: "acknowledge" | "act"): HTMLElement =>
      h("button", { type: "button", click: () => void this.#note(message, step) }, label);
    return h(
      "div",
      { class: "message-acts" },
      mayAct && mine !== undefined && !mine.acknowledged && act("Acknowledge", "acknowledge"),
      mayAct && mine !== undefined && !mine.acted && act("Acted", "act"),
      ...(mayAct && mine !== undefined && message.talk !== undefined
        ? talkActs((step, words) => void this.#note(message, step, words))
        : []),
      mayAct &&
        h("button", { type: "button", click: () => this.#compose.answer(message) }, "Answer"),
      h(
        "a",
        {
          class: "button",
          href: client.threadBundleAddress(message.id),
          download: `thread-${message.thread}.json`,
        },
        "Evidence",
      ),
    );
  }
}

/** Where a message is written. What is half written is still there after a reload. */
class Compose {
  readonly element: HTMLFormElement;
  readonly #board: Board;
  readonly #to = select("Addressed to", "message-to");
  readonly #phrase = select("Phrase", "message-phrase");
  readonly #precedence = select("Precedence", "message-precedence");
  readonly #language = select("Language of the text", "message-language");
  readonly #text = h("textarea", {
    rows: "3",
    maxlength: String(TEXT_CHARS_MAX),
    dir: "auto",
    "aria-label": "In your own words",
    "data-testid": "message-text",
  });
  readonly #answers = h("p", { class: "item-line" });
  readonly #said = h("p", { class: "said", role: "status", "data-testid": "message-said" });
  readonly #place = new PlaceEntry(() => this.#answered);
  readonly #matter = new MatterEntry(() => this.#answered);
  readonly #attach = new AttachEntry();
  readonly #send = h("button", { type: "submit", class: "act", "data-testid": "message-send" }, "Send");
  #answered: string | undefined;
  #parties = "";

  constructor(board: Board) {
    this.#board = board;
    fill(this.#precedence, [
      ["", "as usual for the phrase"],
      ...PRECEDENCES.map((each) => [each, each.toUpperCase()] as const),
    ]);
    fill(this.#language, LANGUAGES.map((each) => [each, each] as const));
    this.element = h(
      "form",
      { class: "compose", submit: (event) => void this.#submit(event), input: () => this.#keep() },
      this.#answers,
      h(
        "dl",
        {},
        ...row("to", this.#to),
        ...row("phrase", this.#phrase),
        ...row("precedence", this.#precedence),
        ...row("language", this.#language),
        ...row("place", this.#place.element),
        ...row("files", this.#attach.element),
      ),
      this.#matter.element,
      this.#text,
      h("div", { class: "message-acts" }, this.#said, this.#send),
    );
    board.on(["links", "me"], () => this.#drawParties());
    board.on(["phrases"], () => this.#drawPhrases());
    this.#drawPhrases();
    this.#restore();
  }

  focus(): void {
    this.#text.focus();
  }

  answer(message: Message): void {
    this.#answered = message.id;
    this.#to.value = message.author;
    this.#drawAnswers();
    this.#keep();
    this.focus();
  }

  trouble(e: unknown): void {
    say(this.#said, e instanceof Error ? e.message : String(e));
    this.#said.dataset["tone"] = "cut";
  }

  #drawParties(): void {
    const parties = this.#board.links.map((link) => link.party);
    const key = parties.join();
    if (key === this.#parties) return;
    this.#parties = key;
    const chosen = this.#to.value || draft().to;
    fill(this.#to, [
      ...parties.map((party) => [party, party] as const),
      ["*", "everybody in the theatre"],
    ]);
    if ([...this.#to.options].some((option) => option.value === chosen)) this.#to.value = chosen;
  }

  #drawPhrases(): void {
    const chosen = this.#phrase.value || draft().phrase;
    fill(this.#phrase, [
      ["", "no phrase"],
      ...this.#board.phrases.map(
        (each) => [each.phrase, meaning(each, navigator.languages) ?? each.phrase] as const,
      ),
    ]);
    this.#phrase.value = chosen;
  }

  #drawAnswers(): void {
    this.#answers.hidden = this.#answered === undefined;
    this.#answers.replaceChildren(
      `answers ${this.#answered ?? ""} `,
      h(
        "button",
        {
          type: "button",
          click: () => {
            this.#answered = undefined;
            this.#drawAnswers();
            this.#keep();
          },
        },
        "as a new message",
      ),
    );
  }

  #keep(): void {
    const kept: Draft = {
      to: this.#to.value,
      precedence: this.#precedence.value,
      phrase: this.#phrase.value,
      text: this.#text.value,
      language: this.#language.value,
      answers: this.#answered ?? "",
      place: this.#place.label,
      position: this.#place.position,
      matter: this.#matter.draft,
    };
    localStorage.setItem(DRAFT_KEY, JSON.stringify(kept));
  }

  #restore(): void {
    const kept = draft();
    this.#precedence.value = kept.precedence;
    this.#phrase.value = kept.phrase;
    this.#text.value = kept.text;
    this.#language.value = kept.language || "en";
    this.#answered = kept.answers === "" ? undefined : kept.answers;
    this.#place.set(kept.place, kept.position);
    this.#matter.draft = kept.matter;
    this.#drawAnswers();
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const message: MessageToSend = {
      to: [this.#to.value],
      text: this.#text.value,
      language: this.#language.value,
      ...(this.#phrase.value !== "" && { phrase: this.#phrase.value }),
      ...(this.#precedence.value !== "" && { precedence: this.#precedence.value as Precedence }),
      ...(this.#answered !== undefined && { answers: this.#answered }),
      ...this.#place.asked,
      ...this.#matter.asked,
      ...((this.#place.isMeant || this.#matter.isMeant) && { as_typed: true }),
    };
    this.#send.disabled = true;
    try {
      if (!(await this.#place.check()) || !(await this.#matter.check())) {
        say(this.#said, "Not sent: look at the place.");
        this.#said.dataset["tone"] = "cut";
        return;
      }
      const sent = await client.send({ ...message, ...(await this.#attach.bring()) });
      this.#attach.reset();
      localStorage.removeItem(DRAFT_KEY);
      this.#text.value = "";
      this.#phrase.value = "";
      this.#precedence.value = "";
      this.#answered = undefined;
      this.#place.set("", "");
      this.#matter.draft = MatterEntry.none;
      this.#drawAnswers();
      say(this.#said, `Sent as ${sent.id}.`);
      this.#said.dataset["tone"] = "up";
    } catch (e) {
      // What was written stays where it is.
      this.trouble(e);
    } finally {
      this.#send.disabled = false;
    }
  }
}

function draft(): Draft {
  const none = {
    to: "",
    precedence: "",
    phrase: "",
    text: "",
    language: "en",
    answers: "",
    place: "",
    position: "",
    matter: MatterEntry.none,
  };
  try {
    return { ...none, ...(JSON.parse(localStorage.getItem(DRAFT_KEY) ?? "{}") as Partial<Draft>) };
  } catch {
    return none;
  }
}

function select(label: string, testid: string): HTMLSelectElement {
  return h("select", { "aria-label": label, "data-testid": testid });
}

function fill(
  choice: HTMLSelectElement,
  options: readonly (readonly [value: string, label: string])[],
): void {
  choice.replaceChildren(...options.map(([value, label]) => h("option", { value }, label)));
}
