/** FLASH messages that nobody here has acknowledged: before everything else, and not silent. */

import { legible, type Message } from "../api/shapes";
import type { Board } from "../board";
import { h, say } from "../dom";
import { clock, parseTime } from "../time/dtg";
import { meaning } from "../words/message";
import { acknowledge } from "./signing";

const SOUND_EVERY_MS = 1_000;
const TONE_S = 0.25;
const TONE_HZ = 880;

export class Flash {
  readonly element = h("ul", {
    class: "flashes",
    role: "alert",
    "aria-label": "FLASH messages that nobody has acknowledged",
    "data-testid": "flashes",
    hidden: true,
  });
  readonly #board: Board;
  readonly #open: (message: Message) => void;
  readonly #sound = new Sound();
  readonly #silent = h("button", {
    type: "button",
    class: "flash-silent",
    "data-testid": "flash-silent",
    click: () => this.#sound.start(),
  });
  #shown = "";

  constructor(board: Board, open: (message: Message) => void) {
    this.#board = board;
    this.#open = open;
    board.on(["messages", "me"], () => this.#draw());
    window.setInterval(() => this.#ring(), SOUND_EVERY_MS);
  }

  #flashes(): readonly Message[] {
    return this.#board.awaiting.filter((message) => message.precedence === "flash");
  }

  #ring(): void {
    if (this.#flashes().length === 0) return;
    this.#sound.ring();
    this.#silent.hidden = this.#sound.isHeard();
    say(this.#silent, "No sound until you press a key or click here");
  }

  #draw(): void {
    const flashes = this.#flashes();
    const key = JSON.stringify([flashes.map((message) => message.id), this.#board.me?.role]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.hidden = flashes.length === 0;
    this.element.replaceChildren(...flashes.map((message) => this.#item(message)));
    if (flashes.length > 0) {
      this.element.append(this.#silent);
      this.#ring();
    }
  }

  #item(message: Message): HTMLElement {
    const sent = parseTime(message.time);
    const words = meaning(message, navigator.languages);
    const places = message.places.map((place) =>
      place.label === undefined ? place.position : `${legible(place.label)} ${place.position}`,
    );
    return h(
      "li",
      { "data-testid": "flash" },
      h("strong", { class: "flash-word" }, "FLASH"),
      h("span", {}, `from ${message.author}${sent === undefined ? "" : `, ${clock(sent)}`}`),
      h(
        "span",
        { class: "flash-text", dir: "auto" },
        [words, legible(message.text), ...places].filter((each) => each).join(" "),
      ),
      h("button", { type: "button", click: () => this.#open(message) }, "Open"),
      this.#board.me?.role !== "observer" &&
        h(
          "button",
          {
            type: "button",
            class: "act",
            "data-testid": "flash-acknowledge",
            click: (event) => void this.#acknowledge(message, event.currentTarget as HTMLElement),
          },
          "Acknowledge",
        ),
    );
  }

  async #acknowledge(message: Message, button: HTMLElement): Promise<void> {
    try {
      await acknowledge(this.#board, message.id);
    } catch (e) {
      say(button, e instanceof Error ? `Not acknowledged: ${e.message}` : String(e));
    }
  }
}

/** A tone, once the browser lets the page be heard: it wants a key or a click first. */
class Sound {
  #audio: AudioContext | undefined;

  constructor() {
    for (const gesture of ["keydown", "pointerdown"]) {
      document.addEventListener(gesture, () => this.start(), { once: true });
    }
  }

  start(): void {
    this.#audio ??= new AudioContext();
    void this.#audio.resume();
  }

  isHeard(): boolean {
    return this.#audio?.state === "running";
  }

  ring(): void {
    const audio = this.#audio;
    if (audio?.state !== "running") return;
    const tone = audio.createOscillator();
    tone.frequency.value = TONE_HZ;
    tone.connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + TONE_S);
  }
}
