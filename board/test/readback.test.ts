import { describe, expect, it } from "vitest";
import { distance, readBackWords, readingWords, warningReadingWords } from "../src/words/readback";

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

  it("says of a warning how far its area and times are off", () => {
    const said = { state: "differs", difference_m: 0, difference_s: 600, places: [] } as const;
    expect(readBackWords(said)).toBe("READ BACK 600 s OFF, not confirmed");
    expect(readBackWords({ ...said, difference_m: 450 })).toBe(
      "READ BACK 450 m and 600 s OFF, not confirmed",
    );
    const time = "2026-11-22T14:30:00.000Z";
    expect(
      warningReadingWords("start", { time, read: time, difference_s: 61, differs: true }),
    ).toMatch(/^start: 2026-11-22T14:30:00.000Z .+, 61 s OFF$/);
    const area = { time, position: "47.1, 8.7", radius_m: 500, difference_m: 1, differs: false };
    expect(warningReadingWords("around", area)).toMatch(/^around: 47.1, 8.7 within 500 m .+, right$/);
  });

  it("rounds to what a person needs", () => {
    expect(distance(999)).toBe("999 m");
    expect(distance(1000)).toBe("1.0 km");
  });
});
