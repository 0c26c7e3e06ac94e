import { describe, expect, it } from "vitest";
import { areaOf, type ArticleFinding, placeOf, type UnderArticle } from "../src/api/articles";
import { articleWords, lineWords, untakenWith } from "../src/words/article";

const finding = (under: Partial<UnderArticle>, disputed = false): ArticleFinding => ({
  id: "x",
  article: "lines/river",
  operation: { id: "amber.1.4", party: "amber", name: "ferry" },
  under: [
    {
      rules: "r",
      title: "The river",
      what: "crosses-line",
      certain: true,
      most_m: 0,
      ...under,
    },
  ],
  disputed,
});

describe("what is found under articles", () => {
  it("says by how much a line is crossed, and never less than it is", () => {
    expect(articleWords(finding({ most_m: 200.015, keeps: "left" }))).toBe(
      "ferry (amber) crosses The river by 201 m at most; its party keeps to the left",
    );
    expect(articleWords(finding({ most_m: 0.2, keeps: "right", certain: false }, true))).toBe(
      "ferry (amber) may be: crosses The river by 1 m at most; its party keeps to the right" +
        "; rules disputed",
    );
  });

  it("counts with whom nobody here has taken it up, until it is over", () => {
    const taking = { party: "cobalt", time: "2026-12-01T05:00:00Z", words: "" };
    const interval = { start: "2026-12-01T06:00:00Z", end: "2026-12-01T07:00:00Z" };
    const facing = [
      { party: "cobalt", finding: "a", taken: [taking] },
      { party: "relief", finding: "b", taken: [{ ...taking, party: "amber" }] },
    ];
    const found = { ...finding({ interval }), facing };
    const before = Date.parse(interval.start);
    expect(untakenWith(found, "amber", before).map((each) => each.party)).toEqual(["cobalt"]);
    expect(untakenWith(found, "amber", Date.parse(interval.end))).toEqual([]);
    expect(untakenWith(finding({ interval }), "amber", before)).toEqual([]);
  });

  it("says the lead of a late notice to the second", () => {
    const late = finding({ what: "late-notice", title: "", lead_s: 59, agreed_lead_s: 3600 });
    expect(articleWords(late)).toBe(
      "ferry (amber) was declared late: 59 s before, 3600 s were agreed",
    );
  });
});

describe("articles on the map", () => {
  it("reads positions and areas of a document", () => {
    expect(placeOf([475_000_000, 80_000_000])).toEqual([8, 47.5]);
    const zone = { id: "ward", name: "Ward", kind: "keep-out", start: 0, end: 1 };
    const circle = { centre: [475_000_000, 80_000_000] as const, radius_cm: 30_000 };
    expect(areaOf({ ...zone, area: { circle } })).toEqual({
      shape: "circle",
      centre: [8, 47.5],
      radiusM: 300,
    });
    expect(areaOf({ ...zone, area: {} })).toBeUndefined();
  });

  it("names the sides beside the line", () => {
    const line = { id: "river", name: "The river", path: [] };
    const sides = [
      { party: "amber", side: "left" },
      { party: "cobalt", side: "right" },
    ];
    expect(lineWords({ ...line, sides })).toBe("The river\namber left, cobalt right");
  });
});
