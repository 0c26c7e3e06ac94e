/** The form that declares or revises an operation, as GeoJSON, and says before what would be found. */

import * as client from "../api/client";
import type { Proposal, Would, WouldFinding } from "../api/lookahead";
import { h, say } from "../dom";
import { dtgWindow } from "../time/dtg";
import { end, start, verdictWords } from "../words/finding";
import { wouldWords } from "../words/lookahead";
import { show } from "./dialogs";
import { articleWords, planning } from "./planning";
import { proposalList } from "./proposals";

const EXAMPLE =
  '{"type":"Feature","geometry":{"type":"Point","coordinates":[8.1,47.5]},"properties":{"name":"…",' +
  '"kind":"air","start":"010600ZDEC26","end":"010700ZDEC26","lower":300,"upper":500,"unit":"m",' +
  '"datum":"MSL","radius_m":1000}}';

/**
 * @param revised the operation that is revised; a new one is declared if there is none
 * @param content what stands in the form at first
 */
export function showDeclaring(revised?: string, content?: object): void {
  const text = h("textarea", {
    rows: "14",
    spellcheck: "false",
    placeholder: EXAMPLE,
    "aria-label": "The operation, as GeoJSON",
    "data-testid": "declaring-text",
  });
  const put = (what: object): void => {
    text.value = JSON.stringify(what, undefined, 1);
  };
  if (content) put(content);
  const file = h("input", {
    type: "file",
    "aria-label": "Read it from a file",
    change: () => void file.files?.[0]?.text().then((read) => (text.value = read)),
  });
  const answer = h("div", { class: "would", "aria-live": "polite", "data-testid": "would" });
  const asking = async (what: (body: object) => Promise<void>): Promise<void> => {
    try {
      await what(JSON.parse(text.value) as object);
    } catch (e) {
      say(answer, e instanceof Error ? e.message : String(e));
    }
  };
  const change = (content: object): void => {
    put(content);
    say(answer, "The form has the change now. Nothing was filed.");
  };
  const take = (proposal: Proposal): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        "data-testid": "take-into-form",
        click: () => change(proposal.content),
      },
      "Put into the form",
    );
  const whatIf = (): Promise<void> =>
    asking(async (body) => {
      const would = await client.whatIf(body, revised);
      answer.replaceChildren(...would.map((each) => wouldBe(each, take)));
    });
  const declare = (): Promise<void> =>
    asking(async (body) => {
      await client.declareOperation(body, revised);
      dialog.close();
    });
  const act = revised === undefined ? "Declare" : "Revise";
  const dialog = show(
    revised === undefined ? "Declare" : `Revise ${revised}`,
    h("div", { class: "declaring" }, text, file),
    planning({
      asking,
      put: change,
      show: (...found) => answer.replaceChildren(...found),
    }),
    h(
      "div",
      { class: "dialog-acts" },
      h(
        "button",
        { type: "button", "data-testid": "what-if", click: () => void whatIf() },
        "What if",
      ),
      h(
        "button",
        { type: "button", class: "act", "data-testid": "declare", click: () => void declare() },
        `${act} to its readers`,
      ),
    ),
    answer,
  );
}

function wouldBe(would: Would, take: (proposal: Proposal) => HTMLElement): HTMLElement {
  return h(
    "div",
    {},
    h("p", { "data-testid": "would-words" }, wouldWords(would)),
    ...would.findings.map((finding) => wouldFinding(finding, take)),
    ...would.article_findings.map((found) =>
      h("p", {}, `By ${found.article}: ${articleWords(found)}`),
    ),
  );
}

function wouldFinding(
  finding: WouldFinding,
  take: (proposal: Proposal) => HTMLElement,
): HTMLElement {
  const other = finding.operations.find((side) => side.party === finding.with);
  return h(
    "div",
    { "data-testid": "would-finding" },
    h(
      "p",
      {},
      h("span", { class: "verdict", "data-verdict": finding.verdict }, verdictWords(finding.verdict)),
      ` with ${finding.with}: ${other?.name || other?.id || ""}, `,
      dtgWindow(start(finding), end(finding)),
    ),
    proposalList(
      { proposals: finding.proposals ?? [], remarks: finding.remarks ?? [] },
      (each) => take(each),
    ),
  );
}
