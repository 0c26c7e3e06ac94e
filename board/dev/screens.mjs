// Pictures of the board in the situations that matter, for a person to look at:
// `npm run build && npm run screens [-- DIRECTORY]`. Also fails on any refused resource or page error.

import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "target", "screens");
mkdirSync(out, { recursive: true });

async function fake(port, ...options) {
  const child = spawn(process.execPath, [
    join(here, "fake-node.mjs"),
    "--port",
    String(port),
    ...options,
  ]);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return {
    stop: () => child.kill(),
    address: `http://127.0.0.1:${port}/`,
    act: (name) => fetch(`http://127.0.0.1:${port}/dev/${name}`, { method: "POST" }),
  };
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const troubles = [];

async function open(node, width, height) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.on("console", (m) => {
    if (m.type() === "error") troubles.push(m.text());
  });
  page.on("pageerror", (e) => troubles.push(e.stack));
  page.on("request", (r) => {
    if (!r.url().startsWith(node.address) && !/^(data|blob):/.test(r.url()))
      troubles.push(`foreign request: ${r.url()}`);
  });
  await page.goto(`${node.address}#sign-in=dev`);
  await page.getByTestId("operation-item").first().waitFor();
  await page.waitForTimeout(900);
  return page;
}

const shot = (page, name) => page.screenshot({ path: join(out, `${name}.png`) });

const amber = await fake(8481);
const cobalt = await fake(8482, "--party", "cobalt");
const quiet = await fake(8483, "--quiet");
const many = await fake(8484, "--quiet", "--many", process.env.MANY ?? "10000");
try {
  const door = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  await door.goto(amber.address);
  await door.getByTestId("sign-in").waitFor();
  await shot(door, "door");

  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
  ]) {
    const size = `${width}x${height}`;
    const page = await open(amber, width, height);
    await shot(page, `first-${size}`);
    await page.keyboard.press("o");
    await page.keyboard.press("Home");
    await page.waitForTimeout(500);
    await shot(page, `operation-${size}`);
    await page.keyboard.press("f");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(900);
    await shot(page, `finding-${size}`);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(900);
    await shot(page, `unseen-${size}`);
    await page.keyboard.press("a");
    await page.waitForTimeout(600);
    await shot(page, `all-times-${size}`);
    await amber.act("cut");
    await page.waitForTimeout(4_000);
    await shot(page, `cut-${size}`);
    await amber.act("heal");
    await page.keyboard.press("?");
    await page.waitForTimeout(300);
    await shot(page, `keys-${size}`);
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    await page.waitForTimeout(300);
    await shot(page, `parties-${size}`);
    await page.close();
  }
  const other = await open(cobalt, 1440, 900);
  await shot(other, "cobalt-1440x900");
  await cobalt.act("close-finding");
  await other.waitForTimeout(600);
  await cobalt.act("open-finding");
  await other.waitForTimeout(600);
  await shot(other, "fresh-1440x900");
  const calm = await open(quiet, 1440, 900);
  await shot(calm, "quiet-1440x900");
  const crowd = await open(many, 1440, 900);
  await crowd.waitForTimeout(2_000);
  await shot(crowd, "many-1440x900");
  const began = Date.now();
  await crowd.keyboard.press("a");
  await crowd.waitForTimeout(3_000);
  await crowd.getByText(/^drawing/).waitFor({ state: "hidden", timeout: 120_000 });
  console.log(
    `${process.env.MANY ?? 10000} corridors of 20 points drawn after ${Date.now() - began} ms`,
  );
  await shot(crowd, "many-all-1440x900");
  console.log(troubles.length === 0 ? "no refused resource, no page error" : troubles.join("\n"));
  if (troubles.length > 0) process.exitCode = 1;
  troubles.length = 0;
  quiet.stop();
  await calm.waitForTimeout(5_000);
  await shot(calm, "lost-1440x900");
} finally {
  await browser.close();
  for (const node of [amber, cobalt, quiet, many]) node.stop();
}
