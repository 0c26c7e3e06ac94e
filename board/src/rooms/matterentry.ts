/** What makes a message that is being written a warning, or the log of a talk. */

import { h, row } from "../dom";
import { PositionEntry } from "./positionentry";

const WARNING_CHARS_MAX = 1_000;
const MEDIA: readonly (readonly [value: string, label: string])[] = [
  ["phone", "phone"],
  ["radio", "radio"],
  ["in-person", "in person"],
  ["other", "other means"],
];

/** What is half written of it. */
export interface MatterDraft {
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
}

export class MatterEntry {
  readonly element: HTMLElement;
  readonly #kind = h(
    "select",
    { "aria-label": "What it is", "data-testid": "message-kind", change: () => this.#draw() },
    h("option", { value: "" }, "a message"),
    h("option", { value: "warning" }, "a warning under a condition"),
    h("option", { value: "talk" }, "the log of a talk held elsewhere"),
  );
  readonly #condition = words("condition", "Under which condition", "if the dam opens");
  readonly #asked = words("asked", "What is asked", "keep off the river bed");
  readonly #around: PositionEntry;
  readonly #radius = h("input", {
    type: "number",
    min: "1",
    placeholder: "radius in metres",
    "aria-label": "Radius of the circle in metres",
    "data-testid": "warning-radius",
  });
  readonly #start = time("matter-start", "From when");
  readonly #end = time("matter-end", "Until when");
  readonly #answerBy = time("warning-answer-by", "Until when an answer is asked for");
  readonly #medium = h(
    "select",
    { "aria-label": "By what means", "data-testid": "talk-medium" },
    ...MEDIA.map(([value, label]) => h("option", { value }, label)),
  );
  readonly #warning: HTMLElement;
  readonly #talk: HTMLElement;
  readonly #window: HTMLElement;

  /** @param message which one is answered, if one is */
  constructor(message: () => string | undefined) {
    this.#around = new PositionEntry("warning", "Centre of the circle", message);
    this.#warning = h(
      "dl",
      {},
      ...row("condition", this.#condition),
      ...row("asked", this.#asked),
      ...row(
        "around",
        h("div", { class: "place-entry" }, ...this.#around.elements, this.#radius),
      ),
      ...row("answer by", this.#answerBy),
    );
    this.#talk = h("dl", {}, ...row("by", this.#medium));
    this.#window = h("dl", {}, ...row("from", this.#start), ...row("until", this.#end));
    this.element = h(
      "div",
      { class: "matter-entry" },
      h("dl", {}, ...row("what", this.#kind)),
      this.#warning,
      this.#talk,
      this.#window,
    );
    this.#draw();
  }

  get draft(): MatterDraft {
    const fields = Object.fromEntries(this.#fields().map(([name, input]) => [name, input.value]));
    return { kind: this.#kind.value, fields: { ...fields, around: this.#around.text } };
  }

  set draft({ kind, fields }: MatterDraft) {
    this.#kind.value = kind;
    for (const [name, input] of this.#fields()) {
      const value = fields[name] ?? "";
      // A choice without its value stays as it is.
      if (value !== "" || input instanceof HTMLInputElement) input.value = value;
    }
    this.#around.text = fields["around"] ?? "";
    this.#draw();
  }

  static readonly none: MatterDraft = { kind: "", fields: {} };

  /** What a request says of it; the node says in words what is missing. */
  get asked(): object {
    const start = this.#start.value.trim();
    const end = this.#end.value.trim();
    if (this.#kind.value === "talk") {
      return { talk: { medium: this.#medium.value, start, end } };
    }
    if (this.#kind.value !== "warning") return {};
    const position = this.#around.text.trim();
    const answerBy = this.#answerBy.value.trim();
    return {
      warning: {
        condition: this.#condition.value,
        asked: this.#asked.value,
        ...(position !== "" && { around: { position, radius_m: Number(this.#radius.value) } }),
        start,
        end,
        ...(answerBy !== "" && { answer_by: answerBy }),
      },
    };
  }

  get isMeant(): boolean {
    return this.#kind.value === "warning" && this.#around.isMeant;
  }

  /** Says what is doubted of the circle's centre; true if it may be sent as it is. */
  async check(): Promise<boolean> {
    return this.#kind.value !== "warning" || (await this.#around.check());
  }

  #fields(): (readonly [string, HTMLInputElement | HTMLSelectElement])[] {
    return [
      ["condition", this.#condition],
      ["asked", this.#asked],
      ["radius", this.#radius],
      ["start", this.#start],
      ["end", this.#end],
      ["answer_by", this.#answerBy],
      ["medium", this.#medium],
    ];
  }

  #draw(): void {
    const kind = this.#kind.value;
    this.#warning.hidden = kind !== "warning";
    this.#talk.hidden = kind !== "talk";
    this.#window.hidden = kind === "";
  }
}

function words(name: string, label: string, example: string): HTMLInputElement {
  return h("input", {
    type: "text",
    maxlength: String(WARNING_CHARS_MAX),
    dir: "auto",
    placeholder: `as in: ${example}`,
    "aria-label": label,
    "data-testid": `warning-${name}`,
  });
}

function time(name: string, label: string): HTMLInputElement {
  return h("input", {
    type: "text",
    maxlength: "40",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "261400ZNOV26",
    "aria-label": label,
    "data-testid": name,
  });
}
