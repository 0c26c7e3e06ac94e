/** What a link says, in words: not a colour, but what the officer has to reckon with. */

import type { Link } from "../api/shapes";
import { duration, parseTime } from "../time/dtg";

export interface LinkWords {
  readonly tone: "up" | "silent" | "cut";
  readonly words: string;
}

/** A link that is up carries something every few seconds; longer silence is worth saying. */
export const SILENT_AFTER_MS = 20_000;

/**
 * @param now the node's time
 * @param nodeAnswers whether the own node is heard: if not, its news of a link is not vouched for
 */
export function linkWords(link: Link, now: number, nodeAnswers: boolean): LinkWords {
  const heard = link.last_heard === undefined ? undefined : parseTime(link.last_heard);
  if (heard === undefined) {
    if (!nodeAnswers)
      return { tone: "cut", words: `state unknown, no picture of ${link.party} yet` };
    const words =
      link.state === "up"
        ? "link up, nothing heard yet"
        : `link cut, no picture of ${link.party} yet`;
    return { tone: link.state === "up" ? "silent" : "cut", words };
  }
  const age = Math.max(0, now - heard);
  if (!nodeAnswers) {
    return {
      tone: "cut",
      words: `state unknown, picture of ${link.party} is ${duration(age)} old`,
    };
  }
  if (link.state !== "up") {
    return { tone: "cut", words: `link cut, picture of ${link.party} is ${duration(age)} old` };
  }
  return age > SILENT_AFTER_MS
    ? {
        tone: "silent",
        words: `link up but silent, picture of ${link.party} is ${duration(age)} old`,
      }
    : { tone: "up", words: "link up" };
}

/** The oldest thing any part of the picture rests on: `picture up to date` or how old at worst. */
export function pictureWords(links: readonly Link[], now: number, nodeAnswers: boolean): string {
  let oldest: { party: string; age: number } | undefined;
  for (const link of links) {
    if (linkWords(link, now, nodeAnswers).tone === "up") continue;
    const heard = link.last_heard === undefined ? undefined : parseTime(link.last_heard);
    if (heard === undefined) return `no picture of ${link.party} yet`;
    const age = now - heard;
    if (!oldest || age > oldest.age) oldest = { party: link.party, age };
  }
  if (oldest) return `picture of ${oldest.party} is ${duration(oldest.age)} old`;
  return links.length > 0 ? "picture of all parties is current" : "no other party enrolled";
}

/** What each side holds of the other's log. */
export function holdingWords(link: Link): string[] {
  const words: string[] = [];
  if (link.their_size_of_ours !== undefined && link.our_size !== undefined) {
    words.push(`holds ${link.their_size_of_ours} of our ${link.our_size} entries`);
  }
  if (link.our_size_of_theirs !== undefined) {
    words.push(`we hold ${link.our_size_of_theirs} of its entries`);
  }
  return words;
}
