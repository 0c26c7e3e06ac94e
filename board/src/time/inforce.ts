/** What is in force when. Windows are half-open: in force at the start, not at the end. */

import type { Operation, OperationState, Volume } from "../api/shapes";

/** The moment a view is about: one instant, or all times together. */
export type Moment = number | "all";

const LIVE: readonly OperationState[] = ["declared", "active", "nonconforming", "contingent"];

/** Whether others have to reckon with it. Drafts are not live: nobody was told. */
export const isLive = (operation: Operation): boolean => LIVE.includes(operation.state);

/** Whether it belongs on the map at all: live, or a draft of one's own. */
export const isDrawn = (operation: Operation): boolean =>
  isLive(operation) || operation.state === "draft";

export function inForce(window: { start: number; end: number }, moment: Moment): boolean {
  return moment === "all" || (window.start <= moment && moment < window.end);
}

export function volumesInForce(operation: Operation, moment: Moment): Volume[] {
  return operation.volumes.filter((volume) => inForce(volume, moment));
}

/** Earliest start to latest end of the live operations; undefined when there is none. */
export function span(operations: Iterable<Operation>): { start: number; end: number } | undefined {
  let start = Infinity;
  let end = -Infinity;
  for (const operation of operations) {
    if (!isLive(operation)) continue;
    start = Math.min(start, operation.start);
    end = Math.max(end, operation.end);
  }
  return start < end ? { start, end } : undefined;
}

/** Overlapping and touching windows merged, ascending: what a timeline paints for one party. */
export function merged(
  windows: readonly { start: number; end: number }[],
): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...windows].sort((a, b) => a.start - b.start)) {
    const last = result[result.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
