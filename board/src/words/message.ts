/** Messages in words. */

import type { Message, MessageState } from "../api/shapes";
import { clock, parseTime } from "../time/dtg";

/** What a phrase means, in the reader's language if it is given in it. */
export function meaning(
  { meaning }: Pick<Message, "meaning">,
  languages: readonly string[],
): string | undefined {
  if (!meaning) return undefined;
  for (const language of languages) {
    const words = meaning[language.split("-")[0] ?? ""];
    if (words !== undefined) return words;
  }
  return meaning["en"];
}

export const toWords = (message: Message): string =>
  message.to.includes("*") ? "everybody" : message.to.join(", ");

const at = (time: string): string => {
  const ms = parseTime(time);
  return ms === undefined ? time : clock(ms);
};

/** What one reader has said, step by step; what nobody has said is not shown as if it were. */
export function stateWords(state: MessageState, own: boolean): string {
  const said: string[] = [];
  if (own) said.push(state.delivered ? `delivered ${at(state.delivered)}` : "not delivered yet");
  for (const step of ["read", "acknowledged", "acted"] as const) {
    const note = state[step];
    if (!note) continue;
    const by = note.by === undefined ? "" : ` by ${note.by}`;
    const words = note.note === "" ? "" : `: ${note.note}`;
    said.push(`${step} ${at(note.time)}${by}${words}`);
  }
  if (state.answers.length > 0) said.push(`answered by ${state.answers.join(", ")}`);
  return `${state.party}: ${said.length > 0 ? said.join(" · ") : "has said nothing yet"}`;
}
