// A small made-up theatre for looking at the board without a node: three parties in a river valley,
// in the shapes of openapi.yaml. Times are relative to the start of the process.

const MINUTE = 60_000;
const began = Math.floor(Date.now() / MINUTE) * MINUTE;
export const iso = (ms) => new Date(ms).toISOString();
const at = (minutes) => iso(began + minutes * MINUTE);

export const parties = {
  amber: "Amber Force",
  cobalt: "Cobalt Force",
  relief: "River Relief",
};

function feature(geometry, shape, properties) {
  return { type: "Feature", geometry, properties: { ...properties, ...shape } };
}

function operation(id, party, name, kind, state, from, to, heights, geometry, shape, more = {}) {
  const base = { operation: id, id, party, name, kind, state, revision: more.revision ?? 1 };
  const rest = { priority: 0, grain: more.grain ?? "exact", audience: more.audience ?? "*" };
  const properties = { ...base, start: at(from), end: at(to), ...heights, ...rest };
  return feature(geometry, shape, properties);
}

const point = (lon, lat) => ({ type: "Point", coordinates: [lon, lat] });
const line = (...coordinates) => ({ type: "LineString", coordinates });
const polygon = (...ring) => ({ type: "Polygon", coordinates: [[...ring, ring[0]]] });
const msl = (lower, upper) => ({ lower, upper, unit: "ft", datum: "MSL" });

export const features = [
  operation(
    "amber.1.4",
    "amber",
    "Survey of the upper bank",
    "air",
    "active",
    -25,
    70,
    msl(1500, 3000),
    line([15.32, 48.42], [15.41, 48.395], [15.49, 48.355], [15.56, 48.37], [15.62, 48.405]),
    { half_width_m: 900 },
    { revision: 2 },
  ),
  operation(
    "amber.1.7",
    "amber",
    "Convoy to the crossing",
    "ground",
    "declared",
    20,
    110,
    { lower: 0, upper: 10, unit: "m", datum: "AGL", ground_lower: 190, ground_upper: 260 },
    line([15.605, 48.41], [15.58, 48.385], [15.5, 48.36], [15.46, 48.33]),
    { half_width_m: 150 },
    { audience: ["cobalt"] },
  ),
  operation(
    "amber.1.9",
    "amber",
    "Demolition at the old quarry",
    "hazard",
    "declared",
    60,
    120,
    { lower: 180, upper: 900, unit: "m", datum: "MSL" },
    point(15.385, 48.345),
    { radius_m: 1500 },
  ),
  operation(
    "amber.1.12",
    "amber",
    "Night patrol, not yet told",
    "air",
    "draft",
    150,
    260,
    msl(2000, 4000),
    polygon([15.52, 48.3], [15.64, 48.3], [15.62, 48.345], [15.54, 48.35]),
    {},
  ),
  operation(
    "cobalt.1.3",
    "cobalt",
    "Crossing flight west to east",
    "air",
    "declared",
    5,
    60,
    msl(2500, 5000),
    line([15.36, 48.31], [15.47, 48.37], [15.53, 48.43]),
    { half_width_m: 1200 },
  ),
  operation(
    "cobalt.1.5",
    "cobalt",
    "Range day",
    "hazard",
    "active",
    -60,
    180,
    { lower: 0, upper: 300, unit: "FL", datum: "PRESSURE" },
    polygon([15.28, 48.3], [15.345, 48.295], [15.36, 48.335], [15.3, 48.35]),
    { margin_m: 400 },
    { grain: "1km" },
  ),
  operation(
    "cobalt.1.8",
    "cobalt",
    "Bridge guard",
    "static",
    "active",
    -300,
    600,
    { lower: 190, upper: 240, unit: "m", datum: "WGS84" },
    point(15.46, 48.33),
    { radius_m: 300 },
  ),
  operation(
    "relief.1.2",
    "relief",
    "Barge with medical supplies",
    "surface",
    "active",
    -40,
    90,
    { lower: 188, upper: 205, unit: "m", datum: "MSL" },
    line([15.615, 48.4], [15.57, 48.378], [15.51, 48.352], [15.44, 48.385], [15.4, 48.4]),
    { half_width_m: 120 },
  ),
  operation(
    "relief.1.6",
    "relief",
    "Helicopter to the hospital",
    "air",
    "declared",
    90,
    130,
    msl(1000, 2500),
    line([15.33, 48.4], [15.385, 48.365], [15.45, 48.345]),
    { half_width_m: 600 },
  ),
];

const side = (id, seen = true) => {
  const p = features.find((f) => f.properties.id === id).properties;
  return {
    id,
    party: p.party,
    revision: p.revision,
    kind: p.kind,
    name: p.name,
    seen_by_other: seen,
  };
};

const RULES = "9f2c41aaT0rQm2bJb7lY1n3q5XkzQ6m0pB4Vd8sWc2E";

export const findings = [
  {
    id: "k3JbQy0w9dV2mZtq8sLr1XcP4nGh6uFe7aRi5oTyUvM",
    article: "minima/air-air",
    verdict: "conflict",
    operations: [side("amber.1.4"), side("cobalt.1.3")],
    interval: { start: at(5), end: at(60) },
    at: [15.4712, 48.3672],
    lower_m: 0,
    upper_m: 0,
    rules: [RULES],
    disputed: false,
    notes: [],
  },
  {
    id: "Zq81LmNcT5vXw0aKj7dRb2eYs9uHf4gPo6iWt3kVxQA",
    article: "minima/ground-static",
    verdict: "conflict",
    operations: [side("amber.1.7"), side("cobalt.1.8")],
    interval: { start: at(20), end: at(110) },
    at: [15.461, 48.3309],
    lower_m: 0,
    upper_m: 0,
    rules: [RULES],
    disputed: false,
    notes: [
      "ground of amber.1.7 is given as 190 m to 260 m; ellipsoid and sea level differ by 44 m to 45 m",
    ],
  },
  {
    id: "b7YtRe2wQ9aSd4fGh6jKl8zXc1vBn3mOp5iUu0yTrEW",
    article: "minima/air-hazard",
    verdict: "within-tolerance",
    operations: [side("amber.1.9", false), side("relief.1.6")],
    interval: { start: at(90), end: at(120) },
    at: [15.3921, 48.3601],
    lower_m: 926.021,
    upper_m: 926.064,
    rules: [RULES],
    disputed: true,
    notes: [],
  },
];

const entry = (operation, type, revision, seq, minutes, holders) => ({
  operation,
  type,
  revision,
  origin: "lower-valley/amber/1",
  seq,
  time: at(minutes),
  holders,
});

export const receipts = [
  entry("amber.1.4", "operation-declared", 1, 4, -55, [
    { party: "cobalt", status: "delivered", since: at(-55) },
    { party: "relief", status: "delivered", since: at(-54) },
  ]),
  entry("amber.1.4", "operation-revised", 2, 10, -30, [
    { party: "cobalt", status: "delivered", since: at(-30) },
    { party: "relief", status: "not-yet" },
  ]),
  entry("amber.1.4", "operation-activated", 2, 11, -25, [
    { party: "cobalt", status: "delivered", since: at(-25) },
    { party: "relief", status: "not-yet" },
  ]),
  entry("amber.1.7", "operation-declared", 1, 7, -40, [
    { party: "cobalt", status: "delivered", since: at(-40) },
    { party: "relief", status: "witnessed" },
  ]),
  entry("cobalt.1.3", "operation-declared", 1, 3, -12, [
    { party: "amber", status: "delivered", since: at(-12) },
    { party: "relief", status: "not-yet" },
  ]),
];

export const rules = {
  in_force: RULES,
  disputed: false,
  documents: [
    {
      hash: RULES,
      number: 1,
      title: "Lower valley, first agreement",
      members: Object.keys(parties),
      adopted_by: Object.keys(parties),
      document: {},
    },
  ],
};

export const alarm = {
  code: "MISSING_BODY",
  party: "relief",
  since: at(-3),
  words:
    "entry 9 of relief is addressed to us, but its body has not come; nothing of relief is shown as apart",
};
