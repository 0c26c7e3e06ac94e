import { describe, expect, it } from "vitest";
import type { Finding, Link, ReceiptEntry } from "../src/api/shapes";
import { decimal, dms, mgrs } from "../src/geo/position";
import {
  byUrgency,
  caveats,
  countWords,
  cutWords,
  distanceWords,
  NOTHING_FOUND,
  nothingWords,
  otherSide,
  ownSide,
  PROTECTION,
  unseenWords,
  verdictWords,
} from "../src/words/finding";
import { holdingWords, linkWords, pictureWords } from "../src/words/link";
import { aroundWords, audienceWords, heightWords } from "../src/words/operation";
import { entryWords, heldWords, holderWords } from "../src/words/receipt";

const side = (party: string, seen = true): Finding["operations"][0] => ({
  id: `${party}.1.1`,
  party,
  revision: 1,
  kind: "air",
  name: `${party} flight`,
  seen_by_other: seen,
});

const finding = (more: Partial<Finding> = {}): Finding => ({
  id: "f",
  article: "minima/air-air",
  verdict: "conflict",
  operations: [side("amber"), side("cobalt")],
  interval: { start: "2026-11-22T10:00:00Z", end: "2026-11-22T11:00:00Z" },
  lower_m: 0,
  upper_m: 0,
  rules: [],
  disputed: false,
  notes: [],
  ...more,
});

describe("a finding", () => {
  it("has one of two verdicts, in these words", () => {
    expect(verdictWords("conflict")).toBe("conflict");
    expect(verdictWords("within-tolerance")).toBe("within tolerance");
  });

  it("has its bounds rounded outwards", () => {
    expect(distanceWords(812.31, 812.36)).toBe("812.3 to 812.4 m (0.438 to 0.439 NM)");
    expect(distanceWords(1852, 1852)).toBe("1852.0 m (1.000 NM)");
    expect(distanceWords(0, 0)).toBe("0 m: the areas touch or overlap");
    expect(distanceWords(0, 12.34)).toBe("0.0 to 12.4 m (0.000 to 0.007 NM)");
  });

  it("says who cannot see it, from where the reader stands", () => {
    const blind = finding({ operations: [side("amber", false), side("cobalt")] });
    expect(unseenWords(blind, "amber")).toEqual([
      "The other party cannot see this: cobalt was not told of amber.1.1.",
    ]);
    expect(unseenWords(blind, "relief")).toEqual([
      "You alone hold both: cobalt is not in the audience of amber.1.1.",
    ]);
    expect(unseenWords(finding(), "amber")).toEqual([]);
  });

  it("knows its own and its other side", () => {
    expect(ownSide(finding(), "cobalt")?.party).toBe("cobalt");
    expect(otherSide(finding(), "cobalt").party).toBe("amber");
    expect(otherSide(finding(), "amber").party).toBe("cobalt");
    expect(ownSide(finding(), "relief")).toBeUndefined();
  });

  it("stands before tolerances, and before what is past", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    const later = { start: "2026-11-22T13:00:00Z", end: "2026-11-22T14:00:00Z" };
    const list = [
      finding({ id: "past" }),
      finding({ id: "tolerated", interval: later, verdict: "within-tolerance" }),
      finding({ id: "coming", interval: later }),
    ];
    expect(list.sort(byUrgency(now)).map((f) => f.id)).toEqual(["coming", "tolerated", "past"]);
  });
});

describe("the standing sentences", () => {
  it("are said where nothing is found, and only there", () => {
    expect(countWords([])).toBe("No conflict with what was disclosed to you");
    expect(countWords([finding()])).toBe("1 conflict");
    expect(countWords([finding(), finding(), finding({ verdict: "within-tolerance" })])).toBe(
      "2 conflicts, 1 within tolerance",
    );
  });

  it("are of the past when the own node is no longer heard", () => {
    expect(nothingWords(undefined)).toBe(NOTHING_FOUND);
    expect(nothingWords("10:00:00Z")).toBe(
      "No conflict with what was disclosed to you by 10:00:00Z; your node has not been heard since",
    );
  });

  it("come with who is cut off", () => {
    expect(cutWords([])).toEqual([]);
    expect(
      cutWords([
        { party: "cobalt", age: "43 s" },
        { party: "relief", age: "2 min 1 s" },
      ]),
    ).toEqual([
      "Cut off: cobalt (43 s old), relief (2 min 1 s old). What they declared since then is not here.",
    ]);
  });

  it("hold no word that reads as permission", () => {
    const sentences = [
      NOTHING_FOUND,
      PROTECTION,
      nothingWords("10:00:00Z"),
      ...cutWords([{ party: "cobalt", age: "43 s" }]),
      ...caveats(["cobalt"], ["relief"]),
    ].join(" ");
    expect(sentences).not.toMatch(
      /\b(clear(ed)?|safe(ly)?|approv\w+|allow\w*|authori[sz]\w+|permit\w*)\b/i,
    );
  });

  it("say of whom nothing is shown as apart, and with whom there are no rules", () => {
    expect(caveats(["cobalt"], ["relief"])).toEqual([
      "Nothing of cobalt is shown as apart: part of its log is missing or unreadable here.",
      "No rules with relief: no minimum is agreed, so no finding can be computed.",
    ]);
  });
});

describe("a receipt", () => {
  const entry: ReceiptEntry = {
    operation: "amber.1.1",
    type: "operation-revised",
    revision: 2,
    origin: "t/amber/1",
    seq: 9,
    time: "2026-11-22T10:00:00Z",
    holders: [
      { party: "cobalt", status: "delivered", since: "2026-11-22T10:00:01Z" },
      { party: "relief", status: "witnessed", since: "2026-11-22T10:00:01Z" },
      { party: "dune", status: "not-yet" },
    ],
  };

  it("says who holds it since when", () => {
    expect(entry.holders.map((h) => holderWords(h).words)).toEqual([
      "cobalt holds it since 10:00:01Z 22 NOV 26",
      "relief: witness only",
      "dune: not yet",
    ]);
  });

  it("never shows a witness, or a status it does not know, as delivery", () => {
    expect(holderWords({ party: "relief", status: "witnessed" }).tone).toBe("witnessed");
    const newer = { party: "relief", status: "half-held" as "witnessed" };
    expect(holderWords(newer)).toEqual({ tone: "waiting", words: "relief: half-held" });
    expect(heldWords(entry)).toBe("held by 1 of 2");
  });

  it("names the act and the revision", () => {
    expect(entryWords(entry)).toBe("revision 2 revised");
    expect(entryWords({ ...entry, type: "rules-adopted", revision: undefined } as never)).toBe(
      "rules adopted",
    );
    expect(heldWords({ ...entry, holders: [] })).toBe("addressed to nobody else");
  });
});

describe("a link", () => {
  const now = Date.parse("2026-11-22T10:00:43Z");
  const heard = "2026-11-22T10:00:00Z";
  const link = (more: Partial<Link> = {}): Link => ({
    party: "cobalt",
    name: "Cobalt",
    state: "up",
    last_heard: heard,
    our_size: 12,
    their_size_of_ours: 9,
    our_size_of_theirs: 7,
    ...more,
  });

  it("that is cut says how old the picture is", () => {
    expect(linkWords(link({ state: "down" }), now, true)).toEqual({
      tone: "cut",
      words: "link cut, picture of cobalt is 43 s old",
    });
    expect(pictureWords([link({ state: "down" })], now, true)).toBe(
      "picture of cobalt is 43 s old",
    );
  });

  it("that is up but silent is not shown as good", () => {
    expect(linkWords(link(), now, true).tone).toBe("silent");
    expect(linkWords(link({ last_heard: "2026-11-22T10:00:40Z" }), now, true).words).toBe(
      "link up",
    );
  });

  it("is not vouched for when the own node is silent", () => {
    const words = linkWords(link(), now, false);
    expect(words).toEqual({ tone: "cut", words: "state unknown, picture of cobalt is 43 s old" });
  });

  it("never heard of has no picture at all", () => {
    const { last_heard: _, ...never } = link({ state: "down" });
    expect(linkWords(never, now, true).words).toBe("link cut, no picture of cobalt yet");
    expect(pictureWords([never], now, true)).toBe("no picture of cobalt yet");
    expect(pictureWords([], now, true)).toBe("no other party enrolled");
  });

  it("says what each holds of the other's log", () => {
    expect(holdingWords(link())).toEqual(["holds 9 of our 12 entries", "we hold 7 of its entries"]);
  });
});

describe("heights, audiences and positions", () => {
  it("name their datum", () => {
    expect(heightWords({ datum: "MSL", unit: "ft", lower: 1500, upper: 3000 })).toBe(
      "1500–3000 ft MSL",
    );
    expect(heightWords({ datum: "PRESSURE", unit: "FL", lower: 0, upper: 300 })).toBe(
      "FL000–FL300",
    );
    expect(heightWords({ datum: "PRESSURE", unit: "ft", lower: 900, upper: 1100 })).toBe(
      "900–1100 ft pressure altitude",
    );
    expect(
      heightWords({
        datum: "AGL",
        unit: "m",
        lower: 0,
        upper: 10,
        groundLower: 190,
        groundUpper: 260,
      }),
    ).toBe("0–10 m AGL (ground 190–260 m MSL)");
  });

  it("are addressed in words", () => {
    expect(audienceWords(["*"])).toBe("every party of the theatre");
    expect(audienceWords(["cobalt", "relief"])).toBe("cobalt, relief");
    expect(audienceWords([])).toBe("nobody else");
  });

  it("are read aloud in degrees, decimals and MGRS", () => {
    expect(dms([-70.5, -33.25])).toBe(`33°15'00.0"S 070°30'00.0"W`);
    expect(dms([15.999999, 48])).toBe(`48°00'00.0"N 016°00'00.0"E`);
    expect(decimal([190, 10])).toBe("10.000000, -170.000000");
    expect(mgrs([-77.0352, 38.8895])).toMatch(/^18S UJ \d{5} \d{5}$/);
    expect(mgrs([0, 85])).toBeUndefined();
  });
});

describe("more than a page can hold", () => {
  const around = {
    held: 1_000_000,
    shown: 1_234,
    found: 1_234,
    radiusM: 36_400,
    moment: Date.parse("2026-11-27T16:00:00Z"),
  };

  it("says which operations are shown", () => {
    expect(aroundWords(around)).toBe(
      "Of 1,000,000 operations, more than a page can hold, the 1,234 in force at 271600ZNOV26 " +
        "within 37 km of the map's middle are shown.",
    );
    expect(aroundWords({ ...around, found: 5_000 })).toContain(
      "1,234 of the 5,000 in force at 271600ZNOV26 within 37 km of the map's middle are shown. Zoom in",
    );
    expect(aroundWords({ ...around, found: undefined, radiusM: Infinity })).toBe(
      "Of 1,000,000 operations, more than a page can hold, 1,234 are shown. " +
        "Zoom in to 400 km across for all there.",
    );
  });

  it("says which findings are shown, and never that there are none where there are", () => {
    const findings = { ...around, held: 3_136_270, shown: 7, found: 7 };
    expect(caveats([], [])).toEqual([]);
    expect(caveats([], [], findings)).toEqual([
      "Of 3,136,270 findings, more than a page can hold, the 7 of operations in force at " +
        "271600ZNOV26 within 37 km of the map's middle are shown. wideberth findings lists all.",
    ]);
    expect(nothingWords(undefined, 3_136_270)).toBe(
      `${NOTHING_FOUND} where you look; 3,136,270 are open elsewhere`,
    );
    expect(nothingWords("10:00:00Z", 3_136_270)).toContain("your node has not been heard since");
  });
});
