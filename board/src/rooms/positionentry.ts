/** A position that somebody types, and what speaks against it before it is sent. */

import * as client from "../api/client";
import type { Doubt } from "../api/shapes";
import { h, say } from "../dom";

export class PositionEntry {
  readonly elements: readonly HTMLElement[];
  readonly #message: () => string | undefined;
  readonly #position: HTMLInputElement;
  readonly #asTyped: HTMLInputElement;
  readonly #meant: HTMLElement;
  readonly #doubt: HTMLElement;

  /**
   * @param name begins the names by which tests find it
   * @param message which one is answered, if one is
   */
  constructor(name: string, label: string, message: () => string | undefined) {
    this.#message = message;
    this.#position = h("input", {
      type: "text",
      maxlength: "80",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "47.1234, 8.7654 or 32TMT8194119147",
      "aria-label": label,
      "data-testid": `${name}-position`,
      input: () => this.#cast([]),
      change: () => void this.check(),
    });
    this.#asTyped = h("input", { type: "checkbox", "data-testid": `${name}-as-typed` });
    this.#meant = h("label", { hidden: true }, this.#asTyped, " it is meant as typed");
    this.#doubt = h("p", { class: "doubt", role: "status", "data-testid": `${name}-doubt` });
    this.elements = [this.#position, this.#doubt, this.#meant];
  }

  get text(): string {
    return this.#position.value;
  }

  set text(position: string) {
    this.#position.value = position;
    this.#cast([]);
  }

  /** Whether a person has looked at what is doubted and means it. */
  get isMeant(): boolean {
    return this.#asTyped.checked;
  }

  /** Says what is doubted; true if it may be sent as it is. */
  async check(): Promise<boolean> {
    const position = this.text.trim();
    if (position === "" || this.isMeant) return true;
    try {
      const doubts = await client.checkPosition(position, this.#message());
      if (this.text.trim() === position) this.#cast(doubts);
      return doubts.length === 0;
    } catch (e) {
      say(this.#doubt, e instanceof Error ? e.message : String(e));
      return false;
    }
  }

  /** The node doubts it for a reason of its own: it may be sent once it is said to be meant. */
  doubted(words: string): void {
    this.#meant.hidden = false;
    say(this.#doubt, words);
  }

  #cast(doubts: readonly Doubt[]): void {
    this.#meant.hidden = doubts.length === 0;
    if (doubts.length === 0) this.#asTyped.checked = false;
    say(this.#doubt, doubts.map((doubt) => doubt.words).join("; or "));
  }
}
