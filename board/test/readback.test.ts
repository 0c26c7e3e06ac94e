import { describe, expect, it } from "vitest";
import { distance, readBackWords, readingWords } from "../src/words/readback";

describe("read-back in words", () => {
  it("says how far off it is, and that it is not confirmed then", () => {
    expect(readBackWords({ state: "differs", difference_m: 8900, places: [] })).toBe(
      "READ BACK 8.9 km OFF, not confirmed",
    );
    expect(readBackWords({ state: "confirmed", difference_m: 12, places: [] })).toBe(
      "read back, confirmed",
    );
    expect(readBackWords({ state: "not-read-back", difference_m: 0, places: [] })).toBe(
      "not read back yet",
    );
  });

  it("shows each reading with who entered it", () => {
    const reading = {
      time: "2026-11-22T14:30:00.000Z",
      position: "47.1, 8.7",
      difference_m: 101,
      differs: true,
      by: "Lt Weir",
    };
    expect(readingWords(2, reading)).toMatch(/^place 2: 47\.1, 8\.7 .+ by Lt Weir, 101 m OFF$/);
    expect(readingWords(2, { ...reading, differs: false })).toMatch(/, right$/);
  });

  it("rounds to what a person needs", () => {
    expect(distance(999)).toBe("999 m");
    expect(distance(1000)).toBe("1.0 km");
  });
});
