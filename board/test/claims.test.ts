import { describe, expect, it } from "vitest";
import type { Claim, Crossing, OperationBasis } from "../src/api/claims";
import { basisWords, contestWords, crossingTitle, seenWords, sortWords } from "../src/words/claim";

const claim: Claim = {
  id: "cobalt.1.3",
  party: "cobalt",
  time: "2026-11-26T06:00:00.000Z",
  sort: "reported",
  standing: "stands",
  words: "two boats",
  position: "46.2000000, 7.3040000",
  at: [7.304, 46.2],
  within_m: 100,
  seen: "2026-11-26T05:59:00.000Z",
  within_s: 0,
  arithmetic: { words: "" },
};

describe("claims", () => {
  it("are said to be somebody's, and are never facts", () => {
    const crossing = { article: "lines/river", name: "The river", of: "amber" } as Crossing;
    expect(crossingTitle(crossing)).toBe('lines/river "The river", said to be of amber');
    expect(sortWords(claim)).toBe("reports it");
    expect(sortWords({ ...claim, sort: "contested", standing: "taken-back" })).toBe(
      "contests it, taken back",
    );
    expect(seenWords(claim)).toBe("46.2000000, 7.3040000, within 100 m at 260559ZNOV26");
    const { position: _, seen: __, ...bare } = claim;
    expect(seenWords(bare)).toBe("no position");
  });

  it("a basis stands beside its contest", () => {
    const shown: OperationBasis = {
      operation: "amber.1.7",
      party: "amber",
      contested: true,
      basis: { text: "as of the truce", language: "en", article: "zones/ward" },
      contests: [],
    };
    expect(basisWords(shown)).toBe("as of the truce · zones/ward");
    const { basis: _, ...none } = shown;
    expect(basisWords(none)).toBe("No basis is stated.");
    expect(
      contestWords({
        id: "cobalt.1.9",
        party: "cobalt",
        time: "2026-11-26T06:00:00.000Z",
        words: "it ended",
        revision: 1,
        of_this_basis: false,
        taken_back: { time: "2026-11-26T07:00:00.000Z", words: "" },
      }),
    ).toBe(
      "contested by cobalt at 260600ZNOV26, of an earlier basis: it ended · taken back at 260700ZNOV26",
    );
  });
});
