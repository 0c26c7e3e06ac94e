/** Attachments, in words. */

import type { Attachment, AttachmentHere } from "../api/attachments";
import type { MessageState } from "../api/shapes";

export const bytes = (count: number): string => count.toLocaleString("en-GB");

/** How much of it is here. */
export function hereWords(here: AttachmentHere): string {
  if (here.whole) return "here";
  if (here.erased) return "erased here";
  return `not here yet, ${bytes(here.received)} of ${bytes(here.size)} bytes`;
}

/** What a reader holds: delivered says that it has the message, not that it has the file. */
export function holdsWords(state: MessageState, attachments: readonly Attachment[]): string {
  const held = new Set((state.attachments_held ?? []).map((each) => each.number));
  const missing = attachments.filter((each) => !held.has(each.number));
  if (missing.length === 0) return `${state.party} holds every attachment`;
  return `${state.party} does not hold ${missing.map((each) => each.name).join(", ")} yet`;
}
