// What Maven runs: `node scripts/build.mjs build` and `node scripts/build.mjs test`. Installs only
// when the lock file is newer than what is installed, builds only when a source has changed.
// `test --if-changed` says so and passes over tests that already passed on the same sources.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const board = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(board, "target");
const SOURCES = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
  "index.html",
  "public",
  "src",
];

function npm(...args) {
  const command = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = spawnSync(command, args, { cwd: board, encoding: "utf8" });
  if (run.error) {
    console.error(
      `board: npm could not be started (${run.error.message}); install Node.js 20.19 or later`,
    );
    process.exit(1);
  }
  if (run.status !== 0) {
    console.error(`board: npm ${args.join(" ")} failed\n${run.stdout}${run.stderr}`);
    process.exit(1);
  }
  return run.stdout;
}

const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : -1);

function install() {
  const installed = modified(join(board, "node_modules", ".package-lock.json"));
  if (installed < modified(join(board, "package-lock.json"))) npm("ci", "--no-audit", "--no-fund");
}

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function stamp(names) {
  const hash = createHash("sha256");
  for (const path of names.flatMap((name) => files(join(board, name)))) {
    hash.update(path.slice(board.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function isStamped(name, now) {
  const path = join(target, name);
  return existsSync(path) && readFileSync(path, "utf8") === now;
}

function setStamp(name, now) {
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, name), now);
}

// What is inside the board, as CycloneDX: what npm installs for use and not for building it.
function billOfMaterials() {
  const lock = JSON.parse(readFileSync(join(board, "package-lock.json"), "utf8"));
  const components = Object.entries(lock.packages)
    .filter(([path, at]) => path !== "" && !at.dev && !at.devOptional)
    .map(([path, at]) => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      const ref = `pkg:npm/${name.replace("@", "%40")}@${at.version}`;
      const hash = Buffer.from(at.integrity.replace("sha512-", ""), "base64").toString("hex");
      return {
        type: "library",
        "bom-ref": ref,
        name,
        version: at.version,
        hashes: [{ alg: "SHA-512", content: hash }],
        licenses: at.license ? [{ expression: at.license }] : [],
        purl: ref,
      };
    })
    .sort((a, b) => (a.purl < b.purl ? -1 : 1));
  const { name, version } = lock.packages[""];
  const bom = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", name, version } },
    components,
  };
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "bom.json"), JSON.stringify(bom, null, 2) + "\n");
}

function build() {
  billOfMaterials();
  const now = stamp(SOURCES);
  if (isStamped("built", now) && existsSync(join(target, "dist", "index.html"))) return;
  install();
  npm("run", "build");
  setStamp("built", now);
}

function test() {
  const now = stamp([...SOURCES, "test"]);
  if (process.argv.includes("--if-changed") && isStamped("tested", now)) {
    console.log("board: tests not run, they passed on these sources before");
    return;
  }
  install();
  const said = npm("test").replaceAll(/\u001b\[[0-9;]*m/g, "");
  console.log(`board: ${/Tests +(.*)/.exec(said)?.[1] ?? "tests ran"}`);
  setStamp("tested", now);
}

const act = { build, test }[process.argv[2]];
if (!act) {
  console.error("usage: node scripts/build.mjs build | test [--if-changed]");
  process.exit(2);
}
act();
