import { describe, expect, it } from "vitest";
import { readOperations, type Operation } from "../src/api/shapes";
import { clock, dtg, dtgCeiling, dtgWindow, duration, exact, parseTime } from "../src/time/dtg";
import { inForce, isDrawn, isLive, merged, span, volumesInForce } from "../src/time/inforce";

const at = (iso: string): number => Date.parse(iso);

describe("date-time groups", () => {
  it("are written as day, hour, minute, zone, month, year", () => {
    expect(dtg(at("2026-11-22T14:30:00Z"))).toBe("221430ZNOV26");
    expect(dtg(at("2000-01-01T00:00:59.999Z"))).toBe("010000ZJAN00");
  });

  it("never show an end earlier than it is", () => {
    expect(dtgCeiling(at("2026-11-22T14:30:00.001Z"))).toBe("221431ZNOV26");
    expect(dtgCeiling(at("2026-11-22T14:30:00Z"))).toBe("221430ZNOV26");
    expect(dtgWindow(at("2026-12-31T23:59:30Z"), at("2026-12-31T23:59:31Z"))).toBe(
      "312359ZDEC26 – 010000ZJAN27",
    );
  });

  it("are read back to the minute, and nothing that is not a date is read", () => {
    expect(parseTime("221430ZNOV26")).toBe(at("2026-11-22T14:30:00Z"));
    expect(parseTime("310000ZFEB26")).toBeUndefined();
    expect(parseTime("221430ZXXX26")).toBeUndefined();
    expect(parseTime("2026-11-22T14:30:00.250Z")).toBe(at("2026-11-22T14:30:00.250Z"));
    expect(parseTime("2026-11-22T15:30:00+01:00")).toBe(at("2026-11-22T14:30:00Z"));
  });

  it("are not read from a time without a zone", () => {
    expect(parseTime("2026-11-22T14:30:00")).toBeUndefined();
    expect(parseTime("yesterday")).toBeUndefined();
  });

  it("come with seconds where a minute is too coarse", () => {
    expect(clock(at("2026-11-22T04:05:06.999Z"))).toBe("04:05:06Z");
    expect(exact(at("2026-11-22T04:05:06Z"))).toBe("04:05:06Z 22 NOV 26");
  });
});

describe("durations", () => {
  it("are said in the two largest units", () => {
    expect(duration(43_999)).toBe("43 s");
    expect(duration(725_000)).toBe("12 min 5 s");
    expect(duration(12_000_000)).toBe("3 h 20 min");
    expect(duration(187_200_000)).toBe("2 d 4 h");
    expect(duration(-5)).toBe("0 s");
  });
});

const feature = (id: string, start: string, end: string, more: object = {}): object => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [15, 48] },
  properties: {
    id,
    operation: id,
    party: id.split(".")[0],
    name: "n",
    kind: "air",
    state: "declared",
    revision: 1,
    start,
    end,
    lower: 0,
    upper: 100,
    unit: "m",
    datum: "MSL",
    radius_m: 500,
    ...more,
  },
});
const read = (...features: object[]): Operation[] =>
  readOperations({ type: "FeatureCollection", features });

describe("what is in force", () => {
  it("includes the start of a window and not its end", () => {
    const window = { start: 1000, end: 2000 };
    expect([999, 1000, 1999, 2000].map((t) => inForce(window, t))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(inForce(window, "all")).toBe(true);
  });

  it("is told volume by volume", () => {
    const [operation] = read(
      feature("amber.1.1", "2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z"),
      feature("amber.1.1", "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z"),
    );
    expect(operation?.volumes).toHaveLength(2);
    const shown = volumesInForce(operation as Operation, at("2026-11-22T11:00:00Z"));
    expect(shown.map((v) => v.start)).toEqual([at("2026-11-22T11:00:00Z")]);
    expect(volumesInForce(operation as Operation, "all")).toHaveLength(2);
  });

  it("spans live operations only; drafts are drawn but not live", () => {
    const operations = read(
      feature("amber.1.1", "2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z"),
      feature("cobalt.1.1", "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z", { state: "active" }),
      feature("amber.1.2", "2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z", { state: "draft" }),
      feature("amber.1.3", "2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z", { state: "withdrawn" }),
    );
    expect(span(operations)).toEqual({
      start: at("2026-11-22T10:00:00Z"),
      end: at("2026-11-22T13:00:00Z"),
    });
    expect(operations.map(isLive)).toEqual([true, true, false, false]);
    expect(operations.map(isDrawn)).toEqual([true, true, true, false]);
    expect(span([])).toBeUndefined();
  });

  it("merges windows that overlap or touch", () => {
    const windows = [
      { start: 5, end: 8 },
      { start: 0, end: 3 },
      { start: 3, end: 4 },
      { start: 6, end: 7 },
    ];
    expect(merged(windows)).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 8 },
    ]);
  });
});

describe("reading operations", () => {
  it("refuses what it cannot show instead of leaving it out", () => {
    expect(() => read(feature("a.1.1", "2026-11-22T10:00:00", "2026-11-22T11:00:00Z"))).toThrow(
      /start/,
    );
    const unknown = feature("a.1.1", "2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z", {
      kind: "teapot",
    });
    expect(() => read(unknown)).toThrow(/kind teapot/);
    expect(() => readOperations({})).toThrow(/features/);
  });

  it("removes what would rearrange the text around another party's words", () => {
    const name = "quiet\u202Etalf\u2066 \u0007area";
    const [operation] = read(
      feature("a.1.1", "2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z", { name }),
    );
    expect(operation?.name).toBe("quiettalf area");
  });

  it("knows circles, corridors and polygons with a margin", () => {
    const times = ["2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z"] as const;
    const ring = [
      [15, 48],
      [15.1, 48],
      [15.1, 48.1],
      [15, 48],
    ];
    const [circle] = read(feature("a.1.1", ...times));
    const [corridor] = read({
      ...feature("a.1.1", ...times, { half_width_m: 250 }),
      geometry: {
        type: "LineString",
        coordinates: [
          [15, 48],
          [16, 48],
        ],
      },
    });
    const [polygon] = read({
      ...feature("a.1.1", ...times, { margin_m: 40 }),
      geometry: { type: "Polygon", coordinates: [ring] },
    });
    expect(circle?.volumes[0]?.area).toEqual({ shape: "circle", centre: [15, 48], radiusM: 500 });
    expect(corridor?.volumes[0]?.area).toMatchObject({ shape: "corridor", halfWidthM: 250 });
    expect(polygon?.volumes[0]?.area).toEqual({
      shape: "polygon",
      ring: ring.slice(0, 3),
      marginM: 40,
    });
  });
});
