/** Where files are attached to a message, and where those that came with one are saved. */

import { address, attachments, Bringing, BYTES_MAX, EACH_MAX } from "../api/attachments";
import { legible, type Message } from "../api/shapes";
import { h, say } from "../dom";
import { bytes, hereWords, holdsWords } from "../words/attachment";

const AGAIN_MS = 2_000;

/** Chooses files, and brings them when the message is sent. */
export class AttachEntry {
  readonly #files = h("input", {
    type: "file",
    multiple: true,
    "aria-label": "Files that go with it",
    "data-testid": "message-files",
    change: () => this.#choose(),
  });
  readonly #progress = h("span", { role: "status", "data-testid": "message-files-said" });
  readonly element = h("span", { class: "attach" }, this.#files, this.#progress);
  #chosen: Bringing[] = [];

  #choose(): void {
    const files = [...(this.#files.files ?? [])];
    const large = files.find((file) => file.size > BYTES_MAX || file.size === 0);
    if (files.length > EACH_MAX || large) {
      this.reset();
      say(
        this.#progress,
        large
          ? `${large.name} has ${bytes(large.size)} bytes; 1 to ${bytes(BYTES_MAX)} can be attached`
          : `${EACH_MAX} files at most go with a message`,
      );
      return;
    }
    this.#chosen = files.map((file) => new Bringing(file));
    say(this.#progress, "");
  }

  reset(): void {
    this.#files.value = "";
    this.#chosen = [];
    say(this.#progress, "");
  }

  /** Brings what is not there yet; what is there already is not brought again. */
  async bring(): Promise<{ attachments?: readonly string[] }> {
    const ids: string[] = [];
    for (const file of this.#chosen) {
      ids.push(
        await file.bring((received, size) =>
          say(this.#progress, `${file.name}: ${bytes(received)} of ${bytes(size)} bytes`),
        ),
      );
    }
    return ids.length === 0 ? {} : { attachments: ids };
  }
}

/** What came with a message: to be saved, or how much of it is here. */
export function attachmentLines(message: Message, self: string | undefined): HTMLElement[] {
  const all = message.attachments ?? [];
  if (all.length === 0) return [];
  const mine = message.states.find((state) => state.party === self);
  const held = new Set((mine?.attachments_held ?? []).map((each) => each.number));
  const list = all.map((each) => {
    const here = message.author === self || held.has(each.number);
    return h(
      "li",
      { "data-testid": `attachment-${each.number}` },
      here
        ? h(
            "a",
            {
              href: address(message.id, each.number),
              download: each.name,
              click: (event: Event) => event.stopPropagation(),
            },
            legible(each.name),
          )
        : legible(each.name),
      ` ${bytes(each.size)} bytes `,
      h("span", { "data-here": String(each.number) }, here ? "" : "not here yet"),
    );
  });
  const lines = h("ul", { class: "attachments" }, ...list);
  if (mine && held.size < all.length) watch(message.id, lines);
  return [
    lines,
    ...message.states.map((state) =>
      h(
        "div",
        { class: "item-line", "data-testid": `holds-${state.party}` },
        legible(holdsWords(state, all)),
      ),
    ),
  ];
}

/** Tells how much is here, as long as these lines are shown. */
function watch(id: string, lines: HTMLElement): void {
  const look = async (): Promise<void> => {
    if (!lines.isConnected) return;
    try {
      for (const here of await attachments(id)) {
        const line = lines.querySelector<HTMLElement>(`[data-here="${here.number}"]`);
        if (line && !here.whole) say(line, hereWords(here));
      }
    } catch {
      // The node is away: the header says so.
    }
    setTimeout(() => void look(), AGAIN_MS);
  };
  setTimeout(() => void look(), 0);
}
