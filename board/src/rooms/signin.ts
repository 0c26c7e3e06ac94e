/** The door: a passkey opens it, or a one-time link while nobody has a passkey. */

import * as client from "../api/client";
import { answer, canUsePasskeys, make } from "../api/passkey";
import { h } from "../dom";

/** The code of a one-time link, taken out of the address so that it stays in no history. */
export const takeCode = (): string | undefined => take(/^#sign-in=(.+)$/);

/** The code of a link that makes a passkey. */
export const takeEnrolment = (): string | undefined => take(/^#enrol=(.+)$/);

function take(pattern: RegExp): string | undefined {
  const match = pattern.exec(location.hash);
  if (!match?.[1]) return undefined;
  history.replaceState(null, "", location.pathname + location.search);
  return decodeURIComponent(match[1]);
}

const why = (e: unknown): string => (e instanceof Error ? e.message : String(e));

/** A button that does something which may fail, and says so beside it. */
function attempt(label: string, testId: string, act: () => Promise<void>): HTMLElement {
  const words = h("p", { class: "item-line", role: "alert" });
  const button = h("button", { type: "button", class: "act", "data-testid": testId }, label);
  button.addEventListener("click", () => {
    button.disabled = true;
    words.textContent = "";
    act()
      .catch((e: unknown) => {
        words.textContent = `Not done: ${why(e)}`;
      })
      .finally(() => {
        button.disabled = false;
      });
  });
  return h("div", {}, button, words);
}

async function signIn(): Promise<void> {
  await client.signInByPasskey(await answer(await client.passkeyOptions()));
  location.reload();
}

/** Where an invited person makes a passkey; once. */
export async function enrolment(code: string): Promise<HTMLElement> {
  const page = h("main", { class: "door", "data-testid": "enrol" }, h("h1", {}, "Wideberth"));
  if (!canUsePasskeys()) {
    page.append(h("p", {}, "This browser has no passkeys for this address."));
    return page;
  }
  try {
    const options = await client.enrolmentOptions(code);
    const done = h("p", { "data-testid": "enrolled" });
    const made = attempt("Make a passkey", "make-passkey", async () => {
      const fresh = await client.enrolmentOptions(code);
      await client.enrol(await make(code, fresh));
      done.textContent = "Your passkey is on the roster. Every party can check what it signs.";
      made.replaceWith(attempt("Sign in", "sign-in-passkey", signIn));
    });
    page.append(
      h("p", {}, `You are invited as ${options.person}, ${options.role.replaceAll("-", " ")}.`),
      h(
        "p",
        {},
        "Make a passkey on this device or on your security key. With it you sign in, and sign what " +
          "you say for your party.",
      ),
      done,
      made,
    );
  } catch (e) {
    page.append(h("p", { class: "banner lost", role: "alert" }, why(e)));
  }
  return page;
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
    canUsePasskeys() && attempt("Sign in with your passkey", "sign-in-passkey", signIn),
    h("p", {}, "A commander of your party makes you a one-time link on the node's machine:"),
    h("pre", {}, "./wideberth invite --help"),
    h(
      "p",
      {},
      "Open the link in this browser. It works once, and nobody else can use it after you.",
    ),
  );
}
