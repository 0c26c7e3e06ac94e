/** Where the places of a message are read back: typed by the reader, never copied from the message. */

import * as client from "../api/client";
import { legible, type Message } from "../api/shapes";
import { h } from "../dom";
import { readBackWords, readingWords } from "../words/readback";

export class ReadBacks {
  readonly #trouble: (e: unknown) => void;
  readonly #boxes = new Map<string, HTMLFormElement>();

  constructor(trouble: (e: unknown) => void) {
    this.#trouble = trouble;
  }

  /** The box of a message; the same one each time, so that what is half typed stays. */
  box(message: Message): HTMLElement {
    const known = this.#boxes.get(message.id);
    if (known) return known;
    const inputs = message.places.map((_, i) =>
      h("input", {
        type: "text",
        maxlength: "80",
        autocomplete: "off",
        spellcheck: "false",
        placeholder: "type it as you read it on your map",
        "aria-label": `Place ${i + 1} of ${message.id}, as you have it`,
        "data-testid": `read-back-${i + 1}`,
      }),
    );
    const box = h(
      "form",
      {
        class: "read-back",
        click: (event) => event.stopPropagation(),
        submit: (event) => void this.#submit(event, message, inputs),
      },
      ...inputs.map((input, i) => h("label", {}, `place ${i + 1} `, input)),
      h("button", { type: "submit", "data-testid": "read-back-send" }, "Read back"),
    );
    this.#boxes.set(message.id, box);
    return box;
  }

  async #submit(
    event: Event,
    message: Message,
    inputs: readonly HTMLInputElement[],
  ): Promise<void> {
    event.preventDefault();
    const places = inputs.flatMap((input, i) =>
      input.value.trim() === "" ? [] : [{ place: i + 1, position: input.value }],
    );
    try {
      await client.readBack(message.id, places);
      inputs.forEach((input) => {
        input.value = "";
      });
    } catch (e) {
      this.#trouble(e);
    }
  }
}

/** What each reader has read back; a difference is flagged to whoever looks. */
export function readBackLines(message: Message): HTMLElement[] {
  return message.states.flatMap((state) => {
    const said = state.read_back;
    if (!said) return [];
    return [
      h(
        "div",
        {
          class: "read-back-state",
          "data-state": said.state,
          "data-testid": `read-back-of-${state.party}`,
          ...(said.state === "differs" && { role: "alert" }),
        },
        h("strong", {}, `${state.party}: ${readBackWords(said)}`),
        h(
          "ul",
          {},
          ...said.places.flatMap(({ place, readings }) =>
            readings.map((reading) =>
              h(
                "li",
                { "data-differs": reading.differs ? "true" : undefined },
                legible(readingWords(place, reading)),
              ),
            ),
          ),
        ),
      ),
    ];
  });
}
