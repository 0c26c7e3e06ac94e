import { describe, expect, it } from "vitest";
import type { AnswerDue } from "../src/api/terms";
import { stateWords } from "../src/words/message";
import { agreedWords, dueWords, termsLines } from "../src/words/terms";

const due: AnswerDue = {
  what: "answered",
  until: "2026-11-26T12:05:00Z",
  overdue: false,
  late: false,
  article: "answer-deadlines/priority",
  rules: [{ hash: "ab", number: 3, title: "Bridge" }],
  disputed: false,
};
const before = Date.parse("2026-11-26T12:04:59Z");
const then = Date.parse("2026-11-26T12:05:00Z");

describe("terms of the channel", () => {
  it("are one line for each article", () => {
    expect(
      termsLines({
        ladder: { next_desk_s: 90, commander_s: 60 },
        answer_deadlines: [
          { precedence: "routine", answered_s: 86_400 },
          { precedence: "flash", acknowledged_s: 45, answered_s: 7_200 },
        ],
        test_times: ["05:30", "17:30"],
      }),
    ).toEqual([
      "A FLASH that nobody takes: next desk after 90 s, the commander 1 min later",
      "ROUTINE is answered within 1 d",
      "FLASH is acknowledged within 45 s, answered within 2 h",
      "People test the channel daily at 05:30, 17:30 UTC",
    ]);
    expect(termsLines({})).toEqual([]);
    expect(termsLines(undefined)).toEqual([]);
  });

  it("name article and version, and that versions differ", () => {
    expect(agreedWords(due)).toBe("answer-deadlines/priority of Bridge, number 3");
    const two = { ...due, disputed: true, rules: [...due.rules, { hash: "c", number: 4, title: "B" }] };
    expect(agreedWords(two)).toBe(
      "answer-deadlines/priority of Bridge, number 3 and B, number 4; versions differ, the strictest counts",
    );
  });

  it("say what is owed, overdue from its moment on, or late; and nothing of what was in time", () => {
    const source = "(answer-deadlines/priority of Bridge, number 3)";
    expect(dueWords([due], before)).toEqual([`to be answered by 12:05:00Z ${source}`]);
    expect(dueWords([due], then)).toEqual([`OVERDUE: not answered, was due 12:05:00Z ${source}`]);
    const done = { ...due, done: "2026-11-26T12:06:00Z" };
    expect(dueWords([{ ...done, late: true }], then)).toEqual([
      `answered LATE, was due 12:05:00Z ${source}`,
    ]);
    expect(dueWords([done], then)).toEqual([]);
    expect(dueWords(undefined, then)).toEqual([]);
  });

  it("stand beside what a reader has said", () => {
    const state = { party: "cobalt", answers: [], called: [], due: [due] };
    expect(stateWords(state, false, then)).toBe(
      "cobalt: has said nothing yet · OVERDUE: not answered, was due 12:05:00Z " +
        "(answer-deadlines/priority of Bridge, number 3)",
    );
  });
});
