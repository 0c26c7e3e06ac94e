/** What a receipt says, in words. A witness holds the line, not the content: never delivery. */

import type { Holder, ReceiptEntry } from "../api/shapes";
import { exact, parseTime } from "../time/dtg";

export interface HolderWords {
  readonly tone: "delivered" | "witnessed" | "waiting";
  readonly words: string;
}

export function holderWords(holder: Holder): HolderWords {
  const since = holder.since === undefined ? undefined : parseTime(holder.since);
  switch (holder.status) {
    case "delivered":
      return since === undefined
        ? { tone: "delivered", words: `${holder.party} holds it` }
        : { tone: "delivered", words: `${holder.party} holds it since ${exact(since)}` };
    case "witnessed":
      return { tone: "witnessed", words: `${holder.party}: witness only` };
    case "not-yet":
      return { tone: "waiting", words: `${holder.party}: not yet` };
    default:
      // A newer node may know more; whatever it means, it is not shown as delivery.
      return { tone: "waiting", words: `${String(holder.party)}: ${String(holder.status)}` };
  }
}

/** `revision 2 declared`, from the entry's type. */
export function entryWords(entry: ReceiptEntry): string {
  const act = entry.type.replace(/^operation-/, "").replaceAll("-", " ");
  return entry.revision === undefined ? act : `revision ${entry.revision} ${act}`;
}

/** `held by 2 of 3`: delivered holders among those who can be; witnesses count on neither side. */
export function heldWords(entry: ReceiptEntry): string {
  const addressed = entry.holders.filter((holder) => holder.status !== "witnessed");
  if (addressed.length === 0) return "addressed to nobody else";
  const held = addressed.filter((holder) => holder.status === "delivered").length;
  return `held by ${held} of ${addressed.length}`;
}
