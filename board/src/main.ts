/** Composes the board: sign in, then one room with everything in it. */

import "./style/page.css";
import "./style/lists.css";
import "./style/chart.css";
import "./style/channel.css";
import "./style/agreements.css";
import "./style/claims.css";
import * as client from "./api/client";
import { Board } from "./board";
import { h, say } from "./dom";
import { Chart } from "./map/chart";
import { Agreements, rulesBadge } from "./rooms/agreements";
import { Banners } from "./rooms/banners";
import { Basis } from "./rooms/basis";
import { Channel } from "./rooms/channel";
import { Claims, claimsBadge } from "./rooms/claims";
import { showParties, showShortcuts } from "./rooms/dialogs";
import { Exercise } from "./rooms/exercise";
import { Findings } from "./rooms/findings";
import { Flash } from "./rooms/flash";
import { Header } from "./rooms/header";
import { Operations } from "./rooms/operations";
import { Receipts } from "./rooms/receipts";
import { door, enrolment, enter, takeCode, takeEnrolment } from "./rooms/signin";
import { Tests } from "./rooms/tests";
import { Timeline } from "./rooms/timeline";
import { Sync } from "./sync";

const page = document.getElementById("board") as HTMLElement;

async function begin(): Promise<void> {
  const invited = takeEnrolment();
  if (invited !== undefined) {
    page.replaceChildren(await enrolment(invited));
    return;
  }
  const code = takeCode();
  const refused = code === undefined ? undefined : await enter(code);
  try {
    await client.me();
  } catch (e) {
    if (e instanceof client.SignedOut) {
      page.replaceChildren(door(refused));
      return;
    }
    // The node does not answer at all: open the board, which says so and keeps trying.
  }
  open();
}

function open(): void {
  const board = new Board();
  const chart = new Chart(board);
  const timeline = new Timeline(board);
  const findings = new Findings(board, (finding) => chart.showFinding(finding));
  const operations = new Operations(board, (operation) => chart.showOperation(operation));
  const receipts = new Receipts(board);
  const exercise = new Exercise(board);
  const tests = new Tests(board);
  const channel = new Channel(board, tests.element);
  tests.badge.addEventListener("click", () => channel.toggle());
  const flash = new Flash(board, (message) => channel.open(message));
  const agreements = new Agreements(board);
  const claims = new Claims(board, (crossing) => chart.showCrossing(crossing));
  receipts.element.querySelector("h2")?.after(new Basis(board).element);
  const badges = [
    tests.badge,
    rulesBadge(board, () => agreements.toggle()),
    claimsBadge(board, () => claims.toggle()),
  ];
  const header = new Header(board, badges, {
    channel: () => channel.toggle(),
    parties: () => showParties(board),
    shortcuts: showShortcuts,
    signOut: () => void client.signOut().finally(() => location.reload()),
  });
  const news = h("div", { class: "visually-hidden", "aria-live": "assertive", role: "status" });
  page.replaceChildren(
    exercise.top,
    header.element,
    flash.element,
    new Banners(board).element,
    h(
      "main",
      { class: "rooms" },
      findings.element,
      operations.element,
      receipts.element,
      h("section", { class: "map", "aria-label": "Map" }, chart.element, timeline.element),
      channel.element,
      agreements.element,
      claims.element,
    ),
    news,
    exercise.bottom,
  );
  let leaving = false;
  new Sync(board, {
    signedOut: () => {
      if (!leaving) location.reload();
      leaving = true;
    },
    announce: (words) => say(news, words),
  });
  setInterval(() => board.changed("second"), 1_000);
  board.on(["me", "findings", "messages"], () => {
    const conflicts = [...board.findings.values()].filter((f) => f.verdict === "conflict").length;
    const flash = board.awaiting.some((message) => message.precedence === "flash") ? "FLASH · " : "";
    const exercise = board.me?.exercise === true ? "EXERCISE · " : "";
    document.title = `${exercise}${flash}${conflicts > 0 ? `(${conflicts}) ` : ""}${board.self} · Wideberth`;
  });
  const keys: Readonly<Record<string, () => void>> = {
    f: () => findings.focus(),
    o: () => operations.focus(),
    r: () => receipts.focus(),
    m: () => chart.focus(),
    t: () => timeline.focus(),
    n: () => board.pin(undefined),
    a: () => timeline.toggleAll(),
    p: () => showParties(board),
    c: () => channel.toggle(),
    u: () => agreements.toggle(),
    x: () => claims.toggle(),
    "/": () => operations.focusFilter(),
    "?": showShortcuts,
  };
  document.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type === "search" || target.type === "text";
  return target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

void begin();
