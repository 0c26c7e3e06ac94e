/** What a person signs by passkey: shown word for word before the authenticator is asked. */

import * as client from "../api/client";
import { sign } from "../api/passkey";
import { legible } from "../api/shapes";
import type { Board } from "../board";
import { h } from "../dom";
import { confirm, show } from "./dialogs";

/** Shows the act, and does it if the person signs it. False if the person would rather not. */
async function ask(act: object): Promise<boolean> {
  const shown = await client.askToSign(act);
  const words = h(
    "div",
    { "data-testid": "to-sign" },
    h("p", {}, shown.words),
    h("p", { class: "item-line" }, "Your passkey signs exactly this, and every party can check it:"),
    h("pre", { class: "signed-text" }, shown.act),
  );
  if (!(await confirm("Sign with your passkey", words, "Sign"))) return false;
  await client.signed(shown.id, await sign(shown));
  return true;
}

/** Acknowledges a message: with a signature, if this party has a roster. */
export async function acknowledge(board: Board, message: string): Promise<boolean> {
  if (board.me?.roster === true) return ask({ act: "acknowledge", message });
  await client.note(message, "acknowledge");
  return true;
}

/** Adopts rules for this party, with a signature if it has a roster. */
async function adopt(board: Board, document: string): Promise<boolean> {
  if (board.me?.roster === true) return ask({ act: "adopt-rules", document });
  if (!(await confirm("Adopt these rules", "They bind your party from then on.", "Adopt"))) {
    return false;
  }
  await client.adoptRules(document);
  return true;
}

/** The documents that anybody proposed, and who has adopted them. */
export function showRules(board: Board): void {
  const documents = board.rules?.documents ?? [];
  const items = documents.map((each) => {
    const said = h("p", { class: "item-line", role: "status" });
    const adopted = each.adopted_by.join(", ");
    const may = board.me?.role === "commander" && !each.adopted_by.includes(board.self);
    const button = h(
      "button",
      { type: "button", class: "act", "data-testid": "adopt" },
      "Adopt",
    );
    button.addEventListener("click", () => {
      adopt(board, each.hash)
        .then((done) => {
          said.textContent = done ? "Adopted." : "";
          button.hidden = done;
        })
        .catch((e: unknown) => {
          said.textContent = `Not adopted: ${e instanceof Error ? e.message : String(e)}`;
        });
    });
    return h(
      "li",
      { "data-testid": "rules-document" },
      h("strong", {}, `${each.number}. ${legible(each.title)}`),
      h("div", { class: "item-line" }, `${each.hash} \u00b7 members ${each.members.join(", ")}`),
      h("div", { class: "item-line" }, adopted === "" ? "adopted by nobody" : `adopted by ${adopted}`),
      may && button,
      said,
    );
  });
  const none = h("p", {}, "Nobody has proposed rules.");
  show("Rules", items.length === 0 ? none : h("ul", {}, ...items));
}
