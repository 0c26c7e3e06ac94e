/** Just enough to build a page by hand. Text is only ever set as text. */

type Attribute = string | boolean | undefined | ((event: Event) => void);
export type Child = Node | string | undefined | false;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  element.append(...present(children));
  return element;
}

export const present = (children: readonly Child[]): (Node | string)[] =>
  children.filter((child): child is Node | string => child !== undefined && child !== false);

/** Sets the text only when it differs, so that screen readers are not told the same thing again. */
export function say(element: Element, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

/** A term and what it is, for a definition list. */
export function row(term: string, ...meaning: readonly Child[]): [HTMLElement, HTMLElement] {
  return [h("dt", {}, term), h("dd", {}, ...meaning)];
}
