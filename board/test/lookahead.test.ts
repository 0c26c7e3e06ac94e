import { describe, expect, it } from "vitest";
import type { Proposal, Would } from "../src/api/lookahead";
import { proposalWords, wouldWords } from "../src/words/lookahead";

const proposal = (more: Partial<Proposal> = {}): Proposal => ({
  operation: "amber.1.3",
  party: "amber",
  own: true,
  kind: "time",
  cost: 12,
  words: "amber starts 12 minutes later: 10:12Z to 11:12Z on 2026-12-01",
  also_ends: [],
  also_ends_articles: [],
  content: {},
  ...more,
});

const would = (more: Partial<Would> = {}): Would => ({
  id: "amber.1.4",
  revision: 1,
  name: "ferry",
  total: 0,
  findings: [],
  article_findings: [],
  ends: [],
  ...more,
});

describe("what is only thought of", () => {
  it("is a proposal with its cost and what else it ends", () => {
    expect(proposalWords(proposal())).toBe(
      "amber starts 12 minutes later: 10:12Z to 11:12Z on 2026-12-01 (cost 12)",
    );
    expect(proposalWords(proposal({ also_ends: ["a"], also_ends_articles: ["zones/camp"] }))).toContain(
      "(cost 12; ends 2 more)",
    );
  });

  it("says what would be found, and that nothing was filed", () => {
    expect(wouldWords(would())).toBe(
      "ferry as it would be: no conflict with what was disclosed to you. Nothing was filed.",
    );
    expect(wouldWords(would({ name: "", total: 2, ends: ["f"] }))).toBe(
      "amber.1.4 as it would be: 2 conflicts with what was disclosed to you," +
        " of which 0 are shown; 1 that it has now would be gone. Nothing was filed.",
    );
  });
});
