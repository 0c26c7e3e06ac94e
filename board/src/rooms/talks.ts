/** Talks held outside the system, as one side logged them and as the other remembers them. */

import type { Step } from "../api/client";
import { legible, type Message } from "../api/shapes";
import { h } from "../dom";

/** What each side says of a talk that is disputed, side by side: both stand. */
export function talkSides(message: Message): HTMLElement[] {
  if (message.talk === undefined) return [];
  const disputes = message.states.flatMap((state) =>
    state.disputed === undefined ? [] : [side(state.party, "it was not so", state.disputed.note)],
  );
  if (disputes.length === 0) return [];
  return [
    h(
      "div",
      { class: "talk-sides", "data-testid": "talk-sides" },
      side(message.author, "logged", message.text),
      ...disputes,
    ),
  ];
}

function side(party: string, how: string, words: string): HTMLElement {
  return h(
    "div",
    { class: "talk-side" },
    h("strong", {}, `${party}: ${how}`),
    h("p", { dir: "auto" }, legible(words)),
  );
}

/** Where a reader says whether a talk was as it is logged. */
export function talkActs(note: (step: Step, words: string) => void): HTMLElement[] {
  const words = h("input", {
    type: "text",
    maxlength: "1000",
    dir: "auto",
    "aria-label": "What was not as it is logged",
    placeholder: "What was not so",
    "data-testid": "talk-words",
    click: (event: Event) => event.stopPropagation(),
  });
  const say = (label: string, step: Step): HTMLElement =>
    h("button", { type: "button", click: () => note(step, words.value) }, label);
  return [say("It was so", "confirm"), words, say("It was not", "dispute")];
}
