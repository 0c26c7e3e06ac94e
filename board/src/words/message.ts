/** Messages in words. */

import type { Message, MessageState } from "../api/shapes";
import { clock, parseTime } from "../time/dtg";
import { dueWords } from "./terms";

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
export function stateWords(state: MessageState, own: boolean, now = Date.now()): string {
  const said: string[] = [];
  if (own) said.push(state.delivered ? `delivered ${at(state.delivered)}` : "not delivered yet");
  for (const call of state.called) said.push(`desk ${call.desk} called ${at(call.time)}`);
  for (const step of ["read", "acknowledged", "acted", "confirmed", "disputed"] as const) {
    const note = state[step];
    if (!note) continue;
    const by =
      note.signed !== undefined
        ? `, signed by ${note.signed.name}, ${note.signed.role.replaceAll("-", " ")}, passkey`
        : note.by === undefined
          ? ""
          : ` by ${note.by}`;
    const words = note.note === "" ? "" : `: ${note.note}`;
    said.push(`${step} ${at(note.time)}${by}${words}`);
  }
  if (state.answers.length > 0) said.push(`answered by ${state.answers.join(", ")}`);
  if (said.length === 0) said.push("has said nothing yet");
  said.push(...dueWords(state.due, now));
  return `${state.party}: ${said.join(" · ")}`;
}

/** What a message is beside its words: one line each. */
export function matterLines(message: Message): string[] {
  const { warning, talk } = message;
  if (talk !== undefined) return [`Talk by ${talk.medium}, ${at(talk.start)} to ${at(talk.end)}`];
  if (warning === undefined) return [];
  const lines = [
    `Warning: ${warning.condition}`,
    `Asked: ${warning.asked}`,
    `Holds ${at(warning.start)} to ${at(warning.end)}`,
  ];
  if (warning.around !== undefined) {
    lines.push(`Within ${warning.around.radius_m} m of ${warning.around.position}`);
  }
  if (warning.answer_by !== undefined) lines.push(`Answer by ${at(warning.answer_by)}`);
  return lines;
}
