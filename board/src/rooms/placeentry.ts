/** One place of a message that is being written, looked at before it is sent. */

import { h } from "../dom";
import { PositionEntry } from "./positionentry";

export class PlaceEntry {
  readonly element: HTMLElement;
  readonly #label = h("input", {
    type: "text",
    maxlength: "64",
    placeholder: "name, as in ford",
    "aria-label": "What the place is called",
    "data-testid": "place-label",
  });
  readonly #at: PositionEntry;

  /** @param message which one is answered, if one is */
  constructor(message: () => string | undefined) {
    this.#at = new PositionEntry("place", "Position of the place", message);
    this.element = h("div", { class: "place-entry" }, this.#label, ...this.#at.elements);
  }

  get label(): string {
    return this.#label.value;
  }

  get position(): string {
    return this.#at.text;
  }

  set(label: string, position: string): void {
    this.#label.value = label;
    this.#at.text = position;
  }

  /** What a request says of it. */
  get asked(): object {
    const label = this.label.trim();
    const position = this.position.trim();
    if (position === "") return {};
    return { places: [label === "" ? { position } : { label, position }] };
  }

  get isMeant(): boolean {
    return this.#at.isMeant;
  }

  /** Says what is doubted; true if it may be sent as it is. */
  check(): Promise<boolean> {
    return this.#at.check();
  }
}
