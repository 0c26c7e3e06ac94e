import { describe, expect, it } from "vitest";
import type { Rules, RulesItem } from "../src/api/agreements";
import { askWords, counterText, proposalOf, standing, suspendedWords } from "../src/words/agreement";

const item: RulesItem = {
  hash: "ab-_ab-_ab-_ab-_ab-_ab-_ab-_ab-_ab-_ab-_ab0",
  number: 3,
  title: "Third",
  members: ["amber", "cobalt"],
  adopted_by: ["amber"],
  document: { counters: "old", v: 1, number: 3, in_force_from: 5 } as never,
};
const rules: Rules = { disputed: true, documents: [item] };

describe("agreements", () => {
  it("say who has not adopted what", () => {
    expect(standing(rules, item)).toBe("adopted by amber; not by cobalt");
    expect(standing({ ...rules, in_force: item.hash }, item)).toBe("in force");
    expect(standing(rules, { ...item, adopted_by: [] })).toBe("proposed, adopted by nobody yet");
    expect(
      standing(rules, {
        ...item,
        adopted_by: [],
        counters: "x",
        proposed: [{ party: "cobalt", time: "t" }],
      }),
    ).toBe("counter-proposed by cobalt, adopted by nobody yet");
  });

  it("a counter is the next number and names what it answers, as documents write hashes", () => {
    expect(JSON.parse(counterText(item))).toEqual({
      v: 1,
      number: 4,
      counters: "ab+/ab+/ab+/ab+/ab+/ab+/ab+/ab+/ab+/ab+/ab0=",
      in_force_from: 5,
    });
  });

  it("a time is in UTC or refused", () => {
    expect(proposalOf('{"v":1}', " ")).toEqual({ v: 1 });
    expect(proposalOf('{"v":1}', "2026-06-01T06:00:00Z")).toEqual({
      v: 1,
      in_force_from: 1780293600000,
    });
    expect(() => proposalOf("{}", "2026-06-01T06:00")).toThrow("UTC");
    expect(() => proposalOf("{}", "soonZ")).toThrow("UTC");
  });

  it("a suspended article stays found, and is marked", () => {
    expect(suspendedWords(undefined)).toBe("");
    const person = { name: "Anna", role: "commander" };
    expect(
      suspendedWords([
        { party: "amber", rules: "r", since: "T", reason: "Flood", asked_by: person, by: person },
      ]),
    ).toBe("suspended by amber since T: Flood");
    expect(
      askWords({
        id: "i",
        party: "amber",
        step: "suspension",
        rules: "r",
        articles: [],
        reason: "Flood",
        until: "U",
        by: person,
      }),
    ).toContain("asks for the suspension of all of it: Flood. Another person of amber confirms");
  });
});
