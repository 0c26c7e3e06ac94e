// A pretend node for looking at the board: the built board under the real Content-Security-Policy and
// the read side of openapi.yaml over the made-up theatre of sample.mjs. It checks nothing and keeps
// nothing. `node dev/fake-node.mjs [--port 8471] [--party amber] [--quiet] [--many N]`
// POST /dev/cut, /dev/heal, /dev/drop, /dev/close-finding, /dev/open-finding, /dev/alarm change it.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import * as sample from "./sample.mjs";

const option = (name, otherwise) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? otherwise : process.argv[i + 1];
};
const PORT = Number(option("port", "8471"));
const SELF = option("party", "amber");
const MANY = Number(option("many", "0"));
const QUIET = process.argv.includes("--quiet");
const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "target", "dist");
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

const began = Date.now();
const peers = Object.keys(sample.parties).filter((party) => party !== SELF);
const cutSince = new Map();
const alarms = QUIET ? [] : [sample.alarm];
let findings = QUIET ? [] : [...sample.findings];
let signedIn = false;
let eventId = 0;
const streams = new Set();

// Further operations scattered over the valley, to see how the board bears many.
const many = Array.from({ length: MANY }, (_, i) => {
  const party = Object.keys(sample.parties)[i % 3];
  const start = began + ((i * 37) % 1440) * 60_000;
  const x = 14.8 + ((i * 7919) % 1000) / 700;
  const y = 48 + ((i * 104_729) % 1000) / 1500;
  const path = Array.from({ length: 20 }, (_, k) => [
    x + k * 0.004,
    y + Math.sin(k / 3 + i) * 0.01,
  ]);
  const id = `${party}.1.${100 + i}`;
  return {
    type: "Feature",
    geometry: { type: "LineString", coordinates: path },
    properties: {
      operation: id,
      id,
      party,
      name: `Flight ${i}`,
      kind: "air",
      state: "declared",
      revision: 1,
      start: sample.iso(start),
      end: sample.iso(start + 1_800_000),
      lower: 1000,
      upper: 2000,
      unit: "ft",
      datum: "MSL",
      priority: 0,
      grain: "exact",
      audience: "*",
      half_width_m: 500,
    },
  };
});
const features = [
  ...sample.features.filter((f) => f.properties.state !== "draft" || f.properties.party === SELF),
  ...many,
];

const link = (party) => ({
  party,
  name: sample.parties[party],
  state: cutSince.has(party) ? "down" : "up",
  since: sample.iso(cutSince.get(party) ?? began),
  last_heard: sample.iso(cutSince.get(party) ?? Date.now() - 900),
  round_trip_ms: 3.4,
  their_size_of_ours: cutSince.has(party) ? 9 : 12,
  our_size: 12,
  our_size_of_theirs: 9,
});

const answers = {
  "/health": () => ({ status: "ok" }),
  "/api/v1/me": () => ({
    theatre: "lower-valley",
    party: SELF,
    name: sample.parties[SELF],
    person: "Lt. Verin",
    role: "duty-officer",
    now: sample.iso(Date.now()),
    fingerprint: "K3QZ 8VTM 2HND 71RB 9WXE 5JCP 0FSY 4GAT",
  }),
  "/api/v1/links": () => ({ links: peers.map(link), picture_age_s: 1 }),
  "/api/v1/cards": () => ({
    cards: [SELF, ...peers].map((party, i) => ({
      party,
      name: sample.parties[party],
      fingerprint: `${"K3QZ8VTM2"[i]}RB1 8VTM 2HND 71RB 9WXE 5JCP 0FSY 4GAT`,
      addresses: [`wss://127.0.0.1:90${i}0`],
      self: party === SELF,
      enrolled: party !== SELF,
    })),
  }),
  "/api/v1/operations": () => ({ type: "FeatureCollection", features, total: features.length }),
  "/api/v1/findings": () => ({
    findings,
    total: findings.length,
    no_rules_with: [],
    unresolved: QUIET ? [] : ["relief"],
  }),
  "/api/v1/rules": () => sample.rules,
  "/api/v1/alarms": () => ({ alarms }),
};

function send(event, data) {
  eventId++;
  for (const stream of streams)
    stream.write(`id: ${eventId}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

const acts = {
  cut: () =>
    peers.forEach((party) => {
      cutSince.set(party, Date.now());
      send("link", link(party));
    }),
  heal: () =>
    peers.forEach((party) => {
      cutSince.delete(party);
      send("link", link(party));
    }),
  drop: () => streams.forEach((stream) => stream.destroy()),
  "close-finding": () => {
    const [f, ...rest] = findings;
    findings = rest;
    send("finding", { ...f, change: "closed" });
  },
  "open-finding": () => {
    const f = sample.findings[0];
    findings = [...findings, f];
    send("finding", { ...f, change: "opened" });
  },
  alarm: () => {
    alarms.push(sample.alarm);
    send("alarm", sample.alarm);
  },
};

function json(response, status, value, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(value));
}

function file(response, path) {
  const name = path === "/" ? "index.html" : normalize(path).replace(/^[/\\.]+/, "");
  const full = join(DIST, name);
  if (!existsSync(full) || !statSync(full).isFile())
    return json(response, 404, { detail: "no such page" });
  response.writeHead(200, {
    "Content-Type": TYPES[extname(full)] ?? "application/octet-stream",
    "Content-Security-Policy": CSP,
  });
  createReadStream(full).pipe(response);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (request.method === "POST" && url.pathname === "/api/v1/session") {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      if (JSON.parse(body).code !== "dev")
        return json(response, 401, { code: "SIGNED_OUT", detail: "no such code" });
      signedIn = true;
      json(
        response,
        200,
        { person: "Lt. Verin", role: "duty-officer" },
        { "Set-Cookie": "wideberth_session=dev; HttpOnly; SameSite=Strict" },
      );
    });
    return;
  }
  if (request.method === "POST" && url.pathname.startsWith("/dev/")) {
    acts[url.pathname.slice(5)]?.();
    return json(response, 200, {});
  }
  if (!url.pathname.startsWith("/api/")) return file(response, url.pathname);
  if (!signedIn || !(request.headers.cookie ?? "").includes("wideberth_session")) {
    return json(response, 401, { code: "SIGNED_OUT", detail: "sign in first" });
  }
  if (url.pathname === "/api/v1/events") {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": hello\n\n");
    streams.add(response);
    request.on("close", () => streams.delete(response));
    return;
  }
  if (url.pathname === "/api/v1/receipts") {
    const of = url.searchParams.get("operation");
    return json(response, 200, {
      entries: sample.receipts.filter((each) => each.operation === of).reverse(),
    });
  }
  const answer = answers[url.pathname];
  if (answer) return json(response, 200, answer());
  json(response, request.method === "POST" ? 200 : 404, {});
});
setInterval(() => streams.forEach((stream) => stream.write(": beat\n\n")), 10_000).unref();
server.listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}/#sign-in=dev`));
