import { describe, expect, it } from "vitest";
import type { Proposal, Window, Would } from "../src/api/lookahead";
import { movedInto, proposalWords, windowWords, wouldWords } from "../src/words/lookahead";

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

describe("a window without a conflict", () => {
  const window: Window = {
    start: "2026-12-01T07:00:00.001Z",
    end: "2026-12-01T09:30:59.000Z",
    article_findings: [],
  };
  const feature = (start: string, end: string): object => ({
    type: "Feature",
    properties: { name: "ferry", start, end },
  });

  it("is said rounded inwards", () => {
    expect(windowWords(window)).toBe("010701ZDEC26 – 010930ZDEC26, 2 h 30 min");
  });

  it("takes an operation from a whole minute on, as long as it was", () => {
    expect(movedInto(window, feature("010600ZDEC26", "2026-12-01T07:00:00Z"))).toEqual(
      feature("2026-12-01T07:01:00.000Z", "2026-12-01T08:01:00.000Z"),
    );
  });

  it("takes it from its very beginning on if it is only just long enough", () => {
    const narrow = { ...window, end: "2026-12-01T08:00:00.001Z" };
    expect(movedInto(narrow, feature("010600ZDEC26", "010700ZDEC26"))).toEqual(
      feature("2026-12-01T07:00:00.001Z", "2026-12-01T08:00:00.001Z"),
    );
  });

  it("moves all Features together, or gives all the minutes that are asked for", () => {
    const both = {
      type: "FeatureCollection",
      features: [feature("010600ZDEC26", "010630ZDEC26"), feature("010620ZDEC26", "010700ZDEC26")],
    };
    expect(movedInto(window, both)).toEqual({
      type: "FeatureCollection",
      features: [
        feature("2026-12-01T07:01:00.000Z", "2026-12-01T07:31:00.000Z"),
        feature("2026-12-01T07:21:00.000Z", "2026-12-01T08:01:00.000Z"),
      ],
    });
    const all = feature("2026-12-01T07:01:00.000Z", "2026-12-01T07:11:00.000Z");
    expect(movedInto(window, both, 10)).toEqual({ ...both, features: [all, all] });
  });

  it("moves nothing whose times cannot be read", () => {
    expect(movedInto(window, feature("tomorrow", "010700ZDEC26"))).toBeUndefined();
    expect(movedInto(window, {})).toBeUndefined();
  });
});
