/** Where a message is read back, place by place: typed by the reader, never copied from it. */

import * as client from "../api/client";
import { legible, type Message, type ReadBackToSay, type Warning } from "../api/shapes";
import { h } from "../dom";
import { readBackWords, readingWords, warningReadingWords } from "../words/readback";

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
      entry(`Place ${i + 1} of ${message.id}, as you have it`, `read-back-${i + 1}`),
    );
    const warning = message.warning && new WarningEntry(message.id, message.warning);
    const box = h(
      "form",
      {
        class: "read-back",
        click: (event) => event.stopPropagation(),
        submit: (event) => void this.#submit(event, message, inputs, warning),
      },
      ...inputs.map((input, i) => h("label", {}, `place ${i + 1} `, input)),
      ...(warning?.labels ?? []),
      h("button", { type: "submit", "data-testid": "read-back-send" }, "Read back"),
    );
    this.#boxes.set(message.id, box);
    return box;
  }

  async #submit(
    event: Event,
    message: Message,
    inputs: readonly HTMLInputElement[],
    warning: WarningEntry | undefined,
  ): Promise<void> {
    event.preventDefault();
    const places = inputs.flatMap((input, i) =>
      input.value.trim() === "" ? [] : [{ place: i + 1, position: input.value }],
    );
    try {
      await client.readBack(message.id, { places, ...warning?.said });
      inputs.forEach((input) => {
        input.value = "";
      });
      warning?.empty();
    } catch (e) {
      this.#trouble(e);
    }
  }
}

const MAP = "type it as you read it on your map";

function entry(label: string, testid: string, placeholder = MAP): HTMLInputElement {
  return h("input", {
    type: "text",
    maxlength: "80",
    autocomplete: "off",
    spellcheck: "false",
    placeholder,
    "aria-label": label,
    "data-testid": testid,
  });
}

/** Where and when a warning holds, as the reader has it. */
class WarningEntry {
  readonly #around: HTMLInputElement | undefined;
  readonly #radius: HTMLInputElement | undefined;
  readonly #times: readonly (readonly ["start" | "end" | "answer_by", HTMLInputElement])[];
  readonly labels: readonly HTMLElement[];

  constructor(id: string, warning: Warning) {
    const time = (words: string, name: string): HTMLInputElement =>
      entry(`${words} of ${id}, as you have it`, `read-back-${name}`, "as 261400ZNOV26");
    if (warning.around) {
      this.#around = entry(`Middle of the area of ${id}, as you have it`, "read-back-around");
      this.#radius = entry(`Radius of the area of ${id} in metres`, "read-back-radius", "metres");
    }
    this.#times = [
      ["start", time("Start", "start")],
      ["end", time("End", "end")],
      ...(warning.answer_by === undefined
        ? []
        : [["answer_by", time("Answer by", "answer-by")] as const]),
    ];
    this.labels = [
      ...(this.#around ? [h("label", {}, "around ", this.#around)] : []),
      ...(this.#radius ? [h("label", {}, "radius, m ", this.#radius)] : []),
      ...this.#times.map(([name, input]) => h("label", {}, `${name.replace("_", " ")} `, input)),
    ];
  }

  /** What is typed; what is left out is read back another time. */
  get said(): Omit<ReadBackToSay, "places"> {
    const around = this.#around?.value.trim() ?? "";
    const times = this.#times.flatMap(([name, { value }]) =>
      value.trim() === "" ? [] : [[name, value.trim()] as const],
    );
    return {
      ...(around !== "" && {
        around: { position: around, radius_m: Number(this.#radius?.value ?? "") },
      }),
      ...Object.fromEntries(times),
    };
  }

  empty(): void {
    for (const input of [this.#around, this.#radius, ...this.#times.map(([, each]) => each)]) {
      if (input) input.value = "";
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
          ...(said.warning ?? []).flatMap(({ item, readings }) =>
            readings.map((reading) =>
              h(
                "li",
                { "data-differs": reading.differs ? "true" : undefined },
                legible(warningReadingWords(item, reading)),
              ),
            ),
          ),
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
