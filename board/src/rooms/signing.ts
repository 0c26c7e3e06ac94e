/** What a person signs by passkey: shown word for word before the authenticator is asked. */

import type { AgreementVerb } from "../api/agreements";
import * as client from "../api/client";
import { sign } from "../api/passkey";
import type { Board } from "../board";
import { h } from "../dom";
import { confirm } from "./dialogs";

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

/** Adopts rules for this party once the person agrees, with a signature if it has a roster. */
export async function adopt(board: Board, document: string, words: string): Promise<void> {
  if (board.me?.roster === true) {
    await ask({ act: "adopt-rules", document });
  } else if (await confirm("Adopt these rules?", words, "Adopt")) {
    await client.adoptRules(document);
  }
}

/** Asks that an agreement be suspended, resumed or ended: signed, if this party has a roster. */
export async function askStep(
  board: Board,
  document: string,
  verb: AgreementVerb,
  body: object,
): Promise<void> {
  if (board.me?.roster === true) await ask({ act: `${verb}-rules`, document, ...body });
  else await client.askStep(document, verb, body);
}

/** Does what another person of this party asked for: signed, if it has a roster. */
export async function confirmStep(board: Board, id: string): Promise<void> {
  if (board.me?.roster === true) await ask({ act: "confirm-step", ask: id });
  else await client.confirmStep(id);
}
