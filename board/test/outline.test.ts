import { describe, expect, it } from "vitest";
import type { Area, LonLat } from "../src/api/shapes";
import { destination, distance, outlineOf } from "../src/geo/outline";

/** A small seeded generator, so that a failure can be had again. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A slow and obvious distance to a path: true geodesic distances to dense samples of its legs. */
function slowDistance(path: readonly LonLat[], p: LonLat, stepM: number): number {
  let least = Infinity;
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1] as LonLat;
    const b = path[i] as LonLat;
    const n = Math.ceil(distance(a, b) / stepM);
    for (let k = 0; k <= n; k++) {
      // Legs in these tests are short: straight in degrees is within a metre of the geodesic.
      const q: LonLat = [a[0] + ((b[0] - a[0]) * k) / n, a[1] + ((b[1] - a[1]) * k) / n];
      least = Math.min(least, distance(p, q));
    }
  }
  return least;
}

/** Winding number of a ring about a point, in degrees as in a plane. */
function winding(ring: readonly LonLat[], [x, y]: LonLat): number {
  let turns = 0;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] as LonLat;
    const left = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
    if (ay <= y && by > y && left > 0) turns++;
    else if (ay > y && by <= y && left < 0) turns--;
  });
  return turns;
}

describe("a circle", () => {
  it("lies at its radius on the ellipsoid, not on the map", () => {
    const centre: LonLat = [15.4, 68];
    const { edges, anchor } = outlineOf({ shape: "circle", centre, radiusM: 9260 });
    expect(anchor).toEqual(centre);
    for (const p of edges.flat()) expect(distance(centre, p)).toBeCloseTo(9260, 3);
    const widths = edges.flat().map((p) => Math.abs(p[0] - centre[0]));
    const heights = edges.flat().map((p) => Math.abs(p[1] - centre[1]));
    expect(Math.max(...widths) / Math.max(...heights)).toBeGreaterThan(2.5);
  });

  it("across the antimeridian stays in one piece", () => {
    const { fill } = outlineOf({ shape: "circle", centre: [179.99, 10], radiusM: 50_000 });
    const longitudes = fill.map((p) => p[0]);
    expect(Math.max(...longitudes) - Math.min(...longitudes)).toBeLessThan(1);
    expect(Math.max(...longitudes)).toBeGreaterThan(180);
  });

  it("about a pole reaches to the edge of the map all the way round", () => {
    const { fill } = outlineOf({ shape: "circle", centre: [0, 89], radiusM: 1_500_000 });
    const longitudes = fill.map((p) => p[0]);
    expect(Math.max(...longitudes) - Math.min(...longitudes)).toBeCloseTo(360, 6);
    expect(Math.max(...fill.map((p) => p[1]))).toBeGreaterThan(85);
  });
});

describe("a corridor", () => {
  it("has its half-width to each side at every latitude", () => {
    for (const latitude of [0, 35, 60, -75]) {
      const path: LonLat[] = [
        [10, latitude],
        [10.08, latitude],
      ];
      const { edges } = outlineOf({ shape: "corridor", path, halfWidthM: 500 });
      for (const p of edges.flat()) {
        expect(Math.abs(slowDistance(path, p, 15) - 500), `at ${latitude}`).toBeLessThan(2);
      }
    }
  });

  it("is bordered by no line that lies inside it, and its fill covers what is within reach", () => {
    const seed = 20_261_123;
    const random = generator(seed);
    for (let round = 0; round < 25; round++) {
      const halfWidthM = 200 + random() * 1500;
      const path: LonLat[] = [[15, 48]];
      for (let i = 0; i < 6; i++) {
        path.push(
          destination(path[path.length - 1] as LonLat, random() * 360, 300 + random() * 5000),
        );
      }
      const { fill, edges, anchor } = outlineOf({ shape: "corridor", path, halfWidthM });
      const why = `seed ${seed} round ${round}`;
      expect(slowDistance(path, anchor, 20), why).toBeLessThan(20);
      for (const p of edges.flat().filter((_, i) => i % 5 === 0)) {
        const d = slowDistance(path, p, 20);
        expect(d, why).toBeGreaterThan(halfWidthM * 0.99);
        expect(d, why).toBeLessThan(halfWidthM * 1.01 + 2);
      }
      for (let i = 0; i < 60; i++) {
        const from = path[Math.floor(random() * path.length)] as LonLat;
        const p = destination(from, random() * 360, random() * 2.5 * halfWidthM);
        const d = slowDistance(path, p, 20);
        if (Math.abs(d - halfWidthM) < halfWidthM * 0.02) continue;
        expect(winding(fill, p) !== 0, why).toBe(d < halfWidthM);
      }
    }
  });

  it("that goes out and comes back on itself is still one area", () => {
    const path: LonLat[] = [
      [15, 48],
      [15.1, 48],
      [15, 48.0001],
    ];
    const { edges } = outlineOf({ shape: "corridor", path, halfWidthM: 300 });
    for (const p of edges.flat()) expect(slowDistance(path, p, 30)).toBeGreaterThan(297);
  });
});

describe("a polygon", () => {
  const dent: LonLat[] = [
    [15, 48],
    [15.1, 48],
    [15.1, 48.1],
    [15.05, 48.02],
    [15, 48.1],
  ];

  it("with a margin is bordered at that margin, outside only", () => {
    const closed = [...dent, dent[0] as LonLat];
    const area: Area = { shape: "polygon", ring: dent, marginM: 400 };
    const { edges, fill } = outlineOf(area);
    for (const p of edges.flat()) {
      expect(slowDistance(closed, p, 40)).toBeGreaterThan(396);
      expect(slowDistance(closed, p, 40)).toBeLessThan(406);
      expect(winding(dent, p)).toBe(0);
    }
    expect(winding(fill, [15.01, 48.03])).not.toBe(0);
    expect(winding(fill, [14.997, 48.03])).not.toBe(0);
    expect(winding(fill, [14.99, 48.03])).toBe(0);
  });

  it("is the same whichever way round it is written", () => {
    const marginM = 250;
    const there = outlineOf({ shape: "polygon", ring: dent, marginM });
    const back = outlineOf({ shape: "polygon", ring: [...dent].reverse(), marginM });
    for (const p of [
      [15.05, 48.005],
      [15.05, 48.05],
      [15.102, 48.05],
      [15.11, 48.05],
    ] as LonLat[]) {
      expect(winding(back.fill, p) !== 0).toBe(winding(there.fill, p) !== 0);
    }
  });

  it("has its symbol inside, even where its centroid is not", () => {
    const horseshoe: LonLat[] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0.9, 1],
      [0.9, 0.1],
      [0.1, 0.1],
      [0.1, 1],
      [0, 1],
    ];
    const { anchor } = outlineOf({ shape: "polygon", ring: horseshoe, marginM: 0 });
    expect(winding(horseshoe, anchor)).not.toBe(0);
  });
});
