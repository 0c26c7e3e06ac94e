/** One place of a message that is being written, looked at before it is sent. */

import * as client from "../api/client";
import type { Doubt } from "../api/shapes";
import { h, say } from "../dom";

export class PlaceEntry {
  readonly element: HTMLElement;
  readonly #message: () => string | undefined;
  readonly #label = h("input", {
    type: "text",
    maxlength: "64",
    placeholder: "name, as in ford",
    "aria-label": "What the place is called",
    "data-testid": "place-label",
  });
  readonly #position = h("input", {
    type: "text",
    maxlength: "80",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "47.1234, 8.7654 or 32TMT8194119147",
    "aria-label": "Position of the place",
    "data-testid": "place-position",
    input: () => this.#cast([]),
    change: () => void this.check(),
  });
  readonly #asTyped = h("input", { type: "checkbox", "data-testid": "place-as-typed" });
  readonly #meant = h("label", { hidden: true }, this.#asTyped, " it is meant as typed");
  readonly #doubt = h("p", { class: "doubt", role: "status", "data-testid": "place-doubt" });

  /** @param message which one is answered, if one is */
  constructor(message: () => string | undefined) {
    this.#message = message;
    this.element = h(
      "div",
      { class: "place-entry" },
      this.#label,
      this.#position,
      this.#doubt,
      this.#meant,
    );
  }

  get label(): string {
    return this.#label.value;
  }

  get position(): string {
    return this.#position.value;
  }

  set(label: string, position: string): void {
    this.#label.value = label;
    this.#position.value = position;
    this.#cast([]);
  }

  /** What a request says of it. */
  get asked(): object {
    const label = this.label.trim();
    const position = this.position.trim();
    if (position === "") return {};
    return {
      places: [label === "" ? { position } : { label, position }],
      ...(this.#asTyped.checked && { as_typed: true }),
    };
  }

  /** Says what is doubted; true if it may be sent as it is. */
  async check(): Promise<boolean> {
    const position = this.position.trim();
    if (position === "" || this.#asTyped.checked) return true;
    try {
      const doubts = await client.checkPosition(position, this.#message());
      if (this.position.trim() === position) this.#cast(doubts);
      return doubts.length === 0;
    } catch (e) {
      say(this.#doubt, e instanceof Error ? e.message : String(e));
      return false;
    }
  }

  #cast(doubts: readonly Doubt[]): void {
    this.#meant.hidden = doubts.length === 0;
    if (doubts.length === 0) this.#asTyped.checked = false;
    say(this.#doubt, doubts.map((doubt) => doubt.words).join("; or "));
  }
}
