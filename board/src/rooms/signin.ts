/** The door: a one-time link opens it, and nothing else does. */

import * as client from "../api/client";
import { h } from "../dom";

/** The code of a one-time link, taken out of the address so that it stays in no history. */
export function takeCode(): string | undefined {
  const match = /^#sign-in=(.+)$/.exec(location.hash);
  if (!match?.[1]) return undefined;
  history.replaceState(null, "", location.pathname + location.search);
  return decodeURIComponent(match[1]);
}

/** Trades the code for a session; a sentence when the node would not. */
export async function enter(code: string): Promise<string | undefined> {
  try {
    await client.signIn(code);
    return undefined;
  } catch (e) {
    if (e instanceof client.SignedOut || e instanceof client.Refused) {
      return "This link was already used, is too old, or is not from this node. Ask for a new one.";
    }
    return `The node could not be asked: ${e instanceof Error ? e.message : String(e)}`;
  }
}

export function door(words: string | undefined): HTMLElement {
  return h(
    "main",
    { class: "door", "data-testid": "sign-in" },
    h("h1", {}, "Wideberth"),
    words !== undefined && h("p", { class: "banner lost", role: "alert" }, words),
    h("p", {}, "You are not signed in to this node."),
    h("p", {}, "A commander of your party makes you a one-time link on the node's machine:"),
    h("pre", {}, "./wideberth invite --help"),
    h(
      "p",
      {},
      "Open the link in this browser. It works once, and nobody else can use it after you.",
    ),
  );
}
