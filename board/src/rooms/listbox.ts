/**
 * A list that is worked with the arrow keys: one stop for Tab, a chosen item, Enter to act on it.
 * Long lists are cut at a page, and say so: nothing is left out silently.
 */

import { h } from "../dom";

const PAGE = 200;

export interface Item {
  readonly id: string;
  /** Equal versions of an item look equal: its element is kept. */
  readonly version: string;
  readonly testid: string;
  build(): readonly Node[];
}

export interface ListboxActions {
  chosen(id: string): void;
  acted(id: string): void;
}

export class Listbox {
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly #more: HTMLButtonElement;
  readonly #name: string;
  readonly #actions: ListboxActions;
  readonly #drawn = new Map<string, { version: string; element: HTMLElement }>();
  #items: readonly Item[] = [];
  /** Known at once; what is shown follows at the next frame, and keys may be faster than frames. */
  #chosen: string | undefined;
  #shown: string | undefined;
  #room = PAGE;

  constructor(name: string, label: string, actions: ListboxActions) {
    this.#name = name;
    this.#actions = actions;
    this.#list = h("div", {
      role: "listbox",
      tabindex: "0",
      class: "listbox",
      "aria-label": label,
      keydown: (event) => this.#key(event as KeyboardEvent),
      click: (event) => this.#clicked(event, false),
      dblclick: (event) => this.#clicked(event, true),
    });
    this.#more = h("button", { type: "button", class: "more", click: () => this.#showMore() });
    this.element = h("div", { class: "listbox-frame" }, this.#list, this.#more);
  }

  focus(): void {
    if (this.#chosen === undefined) this.#move(0);
    this.#list.focus();
  }

  update(items: readonly Item[], chosen: string | undefined): void {
    this.#items = items;
    const moved = chosen !== this.#shown;
    this.#chosen = chosen;
    this.#shown = chosen;
    const index = items.findIndex((item) => item.id === chosen);
    while (index >= this.#room) this.#room += PAGE;
    const shown = items.slice(0, this.#room);
    const elements = shown.map((item) => this.#element(item));
    const ids = new Set(shown.map((item) => item.id));
    for (const id of this.#drawn.keys()) if (!ids.has(id)) this.#drawn.delete(id);
    if (!sameChildren(this.#list, elements)) this.#list.replaceChildren(...elements);
    const left = items.length - shown.length;
    this.#more.hidden = left <= 0;
    this.#more.textContent = `${left} more not shown here: show ${Math.min(left, PAGE)} more`;
    if (chosen !== undefined && index >= 0) {
      this.#list.setAttribute("aria-activedescendant", this.#elementId(chosen));
      if (moved) this.#drawn.get(chosen)?.element.scrollIntoView({ block: "nearest" });
    } else this.#list.removeAttribute("aria-activedescendant");
  }

  #element(item: Item): HTMLElement {
    let drawn = this.#drawn.get(item.id);
    if (!drawn || drawn.version !== item.version) {
      const element = h("div", {
        role: "option",
        class: "item",
        id: this.#elementId(item.id),
        "data-id": item.id,
        "data-testid": item.testid,
      });
      element.append(...item.build());
      drawn = { version: item.version, element };
      this.#drawn.set(item.id, drawn);
    }
    drawn.element.setAttribute("aria-selected", String(item.id === this.#chosen));
    return drawn.element;
  }

  #elementId(id: string): string {
    return `${this.#name}-${id}`;
  }

  #showMore(): void {
    this.#room += PAGE;
    this.update(this.#items, this.#chosen);
  }

  #clicked(event: Event, act: boolean): void {
    const id = (event.target as Element).closest<HTMLElement>(".item")?.dataset["id"];
    if (id === undefined) return;
    this.#actions.chosen(id);
    if (act) this.#actions.acted(id);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.#items.findIndex((item) => item.id === this.#chosen);
    switch (event.key) {
      case "ArrowDown":
        this.#move(at + 1);
        break;
      case "ArrowUp":
        this.#move(Math.max(0, at - 1));
        break;
      case "PageDown":
        this.#move(at + 8);
        break;
      case "PageUp":
        this.#move(Math.max(0, at - 8));
        break;
      case "Home":
        this.#move(0);
        break;
      case "End":
        this.#move(this.#items.length - 1);
        break;
      case "Enter":
        if (this.#chosen !== undefined) this.#actions.acted(this.#chosen);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  #move(to: number): void {
    const item = this.#items[Math.min(to, this.#items.length - 1)];
    if (!item || item.id === this.#chosen) return;
    this.#chosen = item.id;
    this.#actions.chosen(item.id);
  }
}

function sameChildren(parent: Element, children: readonly Element[]): boolean {
  if (parent.children.length !== children.length) return false;
  return children.every((child, i) => parent.children[i] === child);
}
