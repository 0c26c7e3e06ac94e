/**
 * The outline of an area on the ground: all points within its radius, margin or half-width,
 * measured on the WGS-84 ellipsoid, as rings to be drawn on Web Mercator.
 *
 * For looking at only: verdicts come from the node. Sampled points lie on the true outline to
 * within a millimetre; between samples a straight line on the map departs from it by less than
 * 0.1 % of the radius, or 2 m on a long edge. Where a corridor meets itself the outline may be 0.5 % of the
 * half-width off.
 */

import geographiclib from "geographiclib-geodesic";
import type { Area, LonLat } from "../api/shapes";

export interface Outline {
  /** One ring to be filled by the non-zero rule; may cross itself; longitudes run on past ±180. */
  readonly fill: readonly LonLat[];
  /** The lines to be stroked: the border of the area, without anything that lies inside it. */
  readonly edges: readonly (readonly LonLat[])[];
  /** Where its symbol stands: inside the area, or on the corridor's centreline. */
  readonly anchor: LonLat;
}

const WGS84 = geographiclib.Geodesic.WGS84;
/** Straight on the map and geodesic differ by about 2 m over this at 50 degrees. */
const PIECE_M = 10_000;
const ARC_STEP_DEG = 5;
/** Longest list of samples along one side of a path: keeps a 10,000-vertex area drawable. */
const SAMPLES_MAX = 4_000;
/** How far inside the area (as a part of its radius) a sample must lie to be dropped. */
const INSIDE = 0.995;
/** Web Mercator ends here. */
const LATITUDE_MAX = 85.051;

export function outlineOf(area: Area): Outline {
  switch (area.shape) {
    case "circle":
      return circle(area.centre, area.radiusM);
    case "corridor":
      return corridor(area.path, area.halfWidthM);
    case "polygon":
      return polygon(area.ring, area.marginM);
  }
}

/** The point `metres` from `from` in the direction `azimuth` (degrees, clockwise from north). */
export function destination(from: LonLat, azimuth: number, metres: number): LonLat {
  const { lon2, lat2 } = WGS84.Direct(from[1], from[0], azimuth, metres);
  return [near(lon2 ?? from[0], from[0]), lat2 ?? from[1]];
}

/** A line along the geodesics from place to place; longitudes run on past ±180. */
export function geodesic(path: readonly LonLat[]): readonly LonLat[] {
  return densified(runningOn(path), PIECE_M);
}

/** Geodesic distance in metres. */
export function distance(a: LonLat, b: LonLat): number {
  return WGS84.Inverse(a[1], a[0], b[1], b[0]).s12 ?? NaN;
}

function circle(centre: LonLat, radiusM: number): Outline {
  const ring: LonLat[] = [];
  for (let azimuth = 0; azimuth < 360; azimuth += ARC_STEP_DEG) {
    ring.push(destination(centre, azimuth, radiusM));
  }
  return closed(ring, centre);
}

function corridor(path: readonly LonLat[], halfWidthM: number): Outline {
  const there = runningOn(path);
  const back = [...there].reverse();
  const round = [...there, ...back.slice(1)];
  const step = sampleStep(round, halfWidthM);
  const fill = leftOffset(legs(round, step), halfWidthM);
  const base = densified(there, Math.max(step, PIECE_M));
  const outside = (p: LonLat): boolean => distanceTo(base, p, halfWidthM) >= INSIDE * halfWidthM;
  return { fill, edges: surviving(fill, outside), anchor: midway(there) };
}

function polygon(ring: readonly LonLat[], marginM: number): Outline {
  const first = ring[0];
  if (!first) throw new RangeError("a polygon without corners");
  const loop = runningOn([...ring, first]);
  const plain = closed(densified(loop, PIECE_M).slice(0, -1), insidePoint(loop));
  if (marginM <= 0) return plain;
  const clockwise = signedArea(loop) < 0 ? loop : [...loop].reverse();
  const step = sampleStep(clockwise, marginM);
  const fill = leftOffset(legs(clockwise, step), marginM);
  const base = densified(clockwise, Math.max(step, PIECE_M));
  const outside = (p: LonLat): boolean =>
    distanceTo(base, p, marginM) >= INSIDE * marginM && !contains(base, p);
  return {
    fill: closed(fill, plain.anchor).fill,
    edges: surviving(fill, outside),
    anchor: plain.anchor,
  };
}

/** A leg of a path, sampled along its geodesic: each sample with the direction of travel there. */
type Leg = readonly { readonly at: LonLat; readonly azimuth: number }[];

function legs(path: readonly LonLat[], stepM: number): Leg[] {
  const result: Leg[] = [];
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1] as LonLat;
    const b = path[i] as LonLat;
    const line = WGS84.InverseLine(a[1], a[0], b[1], b[0]);
    const length = line.s13;
    const pieces = Math.max(1, Math.ceil(length / stepM));
    const leg = [];
    for (let k = 0; k <= pieces; k++) {
      const p = line.GenPosition(false, (length * k) / pieces);
      leg.push({
        at: [near(p.lon2 ?? a[0], a[0]), p.lat2 ?? a[1]] as LonLat,
        azimuth: p.azi2 ?? 0,
      });
    }
    result.push(leg);
  }
  return result;
}

/**
 * The line `offsetM` to the left of a closed tour. Right turns get an arc; at a left turn the line
 * passes through the corner itself, so that a non-zero fill covers exactly the area swept.
 */
function leftOffset(tour: readonly Leg[], offsetM: number): LonLat[] {
  const line: LonLat[] = [];
  tour.forEach((leg, i) => {
    for (const { at, azimuth } of leg) line.push(destination(at, azimuth - 90, offsetM));
    const corner = leg[leg.length - 1];
    const next = tour[(i + 1) % tour.length]?.[0];
    if (!corner || !next) return;
    const turn = turnOf(corner.azimuth, next.azimuth);
    if (turn < 0) {
      line.push(corner.at);
      return;
    }
    for (let swept = ARC_STEP_DEG; swept < turn; swept += ARC_STEP_DEG) {
      line.push(destination(corner.at, corner.azimuth - 90 + swept, offsetM));
    }
  });
  return runningOn(line);
}

/** From -180 (exclusive) to 180; turning back on oneself counts as a right turn. */
function turnOf(from: number, to: number): number {
  const turn = ((((to - from) % 360) + 540) % 360) - 180;
  return turn <= -180 + 1e-6 ? 180 : turn;
}

/** The parts of a closed line where `keep` holds, their ends found by bisection. */
function surviving(line: readonly LonLat[], keep: (p: LonLat) => boolean): LonLat[][] {
  const kept = line.map(keep);
  const start = kept.indexOf(false);
  if (start < 0) return line[0] ? [[...line, line[0]]] : [];
  const runs: LonLat[][] = [];
  let run: LonLat[] = [];
  for (let k = 0; k < line.length; k++) {
    const i = (start + k) % line.length;
    const j = (i + 1) % line.length;
    const a = line[i] as LonLat;
    const b = line[j] as LonLat;
    if (kept[i]) run.push(a);
    if (kept[i] && !kept[j]) {
      run.push(border(a, b, keep));
      runs.push(run);
      run = [];
    } else if (!kept[i] && kept[j]) {
      run = [border(b, a, keep)];
    }
  }
  if (run.length > 1) runs.push(run);
  return runs;
}

function border(inside: LonLat, outside: LonLat, keep: (p: LonLat) => boolean): LonLat {
  let a = inside;
  let b = outside;
  for (let i = 0; i < 12; i++) {
    const middle: LonLat = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    if (keep(middle)) a = middle;
    else b = middle;
  }
  return a;
}

/**
 * Distance in metres from `p` to a densified line, by the ellipsoid's radii at the latitude between
 * (within 0.1 % up to 100 km); Infinity when certainly beyond `withinM`.
 */
function distanceTo(line: readonly LonLat[], p: LonLat, withinM: number): number {
  let least = Infinity;
  const { east, north } = metresPerDegree(p[1]);
  const shrink = Math.tan(p[1] * RADIAN) * (RADIAN / 2);
  const x = (q: LonLat): number => (q[0] - p[0]) * east * (1 - shrink * (q[1] - p[1]));
  const y = (q: LonLat): number => (q[1] - p[1]) * north;
  const reach = (withinM * 1.05) / north;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1] as LonLat;
    const b = line[i] as LonLat;
    if (Math.min(a[1], b[1]) > p[1] + reach || Math.max(a[1], b[1]) < p[1] - reach) continue;
    const dx = x(b) - x(a);
    const dy = y(b) - y(a);
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : -(x(a) * dx + y(a) * dy) / squared;
    const t = Math.min(1, Math.max(0, along));
    least = Math.min(least, Math.hypot(x(a) + t * dx, y(a) + t * dy));
  }
  return least;
}

const RADIAN = Math.PI / 180;

/** From the radii of curvature of WGS-84 at a latitude in degrees. */
function metresPerDegree(latitude: number): { east: number; north: number } {
  const squared = WGS84.f * (2 - WGS84.f);
  const sine = Math.sin(latitude * RADIAN);
  const w = 1 - squared * sine * sine;
  const prime = WGS84.a / Math.sqrt(w);
  return {
    east: RADIAN * prime * Math.cos(latitude * RADIAN),
    north: (RADIAN * prime * (1 - squared)) / w,
  };
}

function closed(ring: readonly LonLat[], anchor: LonLat): Outline {
  const line = runningOn(ring);
  const first = line[0] as LonLat;
  const last = line[line.length - 1] as LonLat;
  const home: LonLat = [near(first[0], last[0]), first[1]];
  const edges = [[...line, home]];
  if (Math.abs(home[0] - first[0]) < 180) return { fill: line, edges, anchor };
  // It goes once round a pole: on Mercator the area reaches to the edge of the map.
  const mean = line.reduce((sum, p) => sum + p[1], 0) / line.length;
  const edge = Math.sign(mean) * LATITUDE_MAX;
  return { fill: [...line, home, [home[0], edge], [first[0], edge]], edges, anchor };
}

/** Geodesic edges with a sample at least every `stepM`. */
function densified(path: readonly LonLat[], stepM: number): LonLat[] {
  const first = path[0];
  const rest = legs(path, stepM).flatMap((leg) => leg.slice(1).map((sample) => sample.at));
  return runningOn(first ? [first, ...rest] : rest);
}

function sampleStep(path: readonly LonLat[], offsetM: number): number {
  let total = 0;
  for (let i = 1; i < path.length; i++) total += distance(path[i - 1] as LonLat, path[i] as LonLat);
  return Math.max(Math.min(PIECE_M, offsetM / 2), total / SAMPLES_MAX, 1);
}

function midway(path: readonly LonLat[]): LonLat {
  const samples = legs(path, PIECE_M);
  const lengths = samples.map((leg) => distance(first(leg), last(leg)));
  let left = lengths.reduce((sum, each) => sum + each, 0) / 2;
  for (const [i, leg] of samples.entries()) {
    const length = lengths[i] as number;
    if (left <= length) return destination(first(leg), leg[0]?.azimuth ?? 0, left);
    left -= length;
  }
  return path[0] as LonLat;
}

const first = (leg: Leg): LonLat => (leg[0] as Leg[number]).at;
const last = (leg: Leg): LonLat => (leg[leg.length - 1] as Leg[number]).at;

/** The centroid where it lies inside, else the middle of the widest stretch at its latitude. */
function insidePoint(loop: readonly LonLat[]): LonLat {
  let area = 0;
  let x = 0;
  let y = 0;
  const [x0, y0] = loop[0] as LonLat;
  for (let i = 1; i < loop.length; i++) {
    const [ax, ay] = loop[i - 1] as LonLat;
    const [bx, by] = loop[i] as LonLat;
    const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    area += cross;
    x += cross * (ax + bx - 2 * x0);
    y += cross * (ay + by - 2 * y0);
  }
  if (area === 0) return [x0, y0];
  const centroid: LonLat = [x0 + x / (3 * area), y0 + y / (3 * area)];
  return contains(loop, centroid) ? centroid : widestAt(loop, centroid);
}

function widestAt(loop: readonly LonLat[], at: LonLat): LonLat {
  const crossings: number[] = [];
  for (let i = 1; i < loop.length; i++) {
    const [ax, ay] = loop[i - 1] as LonLat;
    const [bx, by] = loop[i] as LonLat;
    if (ay > at[1] !== by > at[1]) crossings.push(ax + ((at[1] - ay) / (by - ay)) * (bx - ax));
  }
  crossings.sort((a, b) => a - b);
  let best: LonLat = at;
  let width = 0;
  for (let i = 1; i < crossings.length; i += 2) {
    const from = crossings[i - 1] as number;
    const to = crossings[i] as number;
    if (to - from > width) {
      width = to - from;
      best = [(from + to) / 2, at[1]];
    }
  }
  return best;
}

function contains(loop: readonly LonLat[], p: LonLat): boolean {
  let inside = false;
  for (let i = 1; i < loop.length; i++) {
    const [ax, ay] = loop[i - 1] as LonLat;
    const [bx, by] = loop[i] as LonLat;
    if (ay > p[1] !== by > p[1] && p[0] < ax + ((p[1] - ay) / (by - ay)) * (bx - ax)) {
      inside = !inside;
    }
  }
  return inside;
}

function signedArea(loop: readonly LonLat[]): number {
  let area = 0;
  for (let i = 1; i < loop.length; i++) {
    const [ax, ay] = loop[i - 1] as LonLat;
    const [bx, by] = loop[i] as LonLat;
    area += ax * by - bx * ay;
  }
  return area / 2;
}

/** The same line with each longitude within 180 degrees of the one before it. */
function runningOn(line: readonly LonLat[]): LonLat[] {
  const result: LonLat[] = [];
  let before: number | undefined;
  for (const [lon, lat] of line) {
    before = before === undefined ? lon : near(lon, before);
    result.push([before, lat]);
  }
  return result;
}

const near = (longitude: number, to: number): number =>
  longitude - 360 * Math.round((longitude - to) / 360);
