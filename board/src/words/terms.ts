/** What is agreed of the channel, in words. */

import { legible } from "../api/shapes";
import type { Agreed, AnswerDue, TermsText } from "../api/terms";
import { clock, parseTime } from "../time/dtg";

/** One line for each article of a document about the channel. */
export function termsLines(terms: TermsText | undefined): string[] {
  const { ladder, answer_deadlines: answers, test_times: tests } = terms ?? {};
  const lines: string[] = [];
  if (ladder) {
    lines.push(
      `A FLASH that nobody takes: next desk after ${span(ladder.next_desk_s)}, ` +
        `the commander ${span(ladder.commander_s)} later`,
    );
  }
  for (const { precedence, acknowledged_s: seen, answered_s: answered } of answers ?? []) {
    const within = [
      seen !== undefined && `acknowledged within ${span(seen)}`,
      answered !== undefined && `answered within ${span(answered)}`,
    ].filter((each) => each !== false);
    lines.push(`${legible(precedence).toUpperCase()} is ${within.join(", ")}`);
  }
  if (tests) lines.push(`People test the channel daily at ${tests.join(", ")} UTC`);
  return lines;
}

function span(seconds: number): string {
  for (const [unit, word] of [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
  ] as const) {
    if (seconds % unit === 0) return `${seconds / unit} ${word}`;
  }
  return `${seconds} s`;
}

/** By which article of which version. */
export function agreedWords({ article, rules, disputed }: Agreed): string {
  const versions = rules.map(({ title, number }) => `${legible(title)}, number ${number}`);
  const strictest = disputed ? "; versions differ, the strictest counts" : "";
  return `${article} of ${versions.join(" and ")}${strictest}`;
}

/** What is still owed, or came late; what was done in time needs no words. */
export function dueWords(due: readonly AnswerDue[] | undefined, now: number): string[] {
  const words: string[] = [];
  for (const each of due ?? []) {
    const until = parseTime(each.until);
    const at = until === undefined ? each.until : clock(until);
    const by = `(${agreedWords(each)})`;
    if (each.late) {
      words.push(`${each.what} LATE, was due ${at} ${by}`);
    } else if (each.done === undefined) {
      const overdue = each.overdue || (until !== undefined && until <= now);
      words.push(
        overdue
          ? `OVERDUE: not ${each.what}, was due ${at} ${by}`
          : `to be ${each.what} by ${at} ${by}`,
      );
    }
  }
  return words;
}
