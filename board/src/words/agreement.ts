/** Agreements in words: nothing of it reads as if somebody might do something now. */

import type { AgreementAsk, Suspension } from "../api/agreements";
import { legible, type Rules, type RulesItem } from "../api/shapes";

/** How an agreement stands, as a person says it. */
export function standing(rules: Rules, item: RulesItem): string {
  const from = item.in_force_from === undefined ? "" : ` from ${item.in_force_from}`;
  if (item.hash === rules.in_force) return `in force${from}`;
  const missing = item.members.filter((party) => !item.adopted_by.includes(party));
  if (item.adopted_by.length === 0) {
    const by = (item.proposed ?? []).map((said) => said.party);
    const word = item.counters === undefined ? "proposed" : "counter-proposed";
    return (item.signatures ?? []).length > 0
      ? "no longer held to"
      : `${word}${by.length > 0 ? ` by ${by.join(", ")}` : ""}, adopted by nobody yet`;
  }
  return missing.length === 0
    ? `adopted by all${from || ", and others are held to as well"}`
    : `adopted by ${item.adopted_by.join(", ")}; not by ${missing.join(", ")}${from}`;
}

/** Beside a finding: who does not keep to what it was found under. It is found all the same. */
export function suspendedWords(suspended: readonly Suspension[] | undefined): string {
  return (suspended ?? [])
    .map(({ party, since, reason }) => `suspended by ${party} since ${since}: ${legible(reason)}`)
    .join("; ");
}

export function suspensionWords(each: Suspension): string {
  return (
    `${each.party} has suspended ${each.article ?? "all of it"} since ${each.since}: ` +
    `${legible(each.reason)} (${legible(each.asked_by.name)} and ${legible(each.by.name)})`
  );
}

export function askWords(ask: AgreementAsk): string {
  const what = ask.articles.length === 0 ? "all of it" : ask.articles.join(", ");
  const from = ask.from === undefined ? "" : ` from ${ask.from}`;
  return (
    `${legible(ask.by.name)} of ${ask.party} asks for the ${ask.step} of ${what}${from}: ` +
    `${legible(ask.reason)}. Another person of ${ask.party} confirms until ${ask.until}.`
  );
}

/** How hashes are written inside documents: the API writes them for addresses. */
export function inDocument(hash: string): string {
  return `${hash.replaceAll("-", "+").replaceAll("_", "/")}=`;
}

/** The text of a counter-proposal to begin from: the same document, answering it. */
export function counterText(item: RulesItem): string {
  const { amends: _a, counters: _c, in_force_from: from, ...rest } = {
    ...(item.document as Record<string, unknown>),
  };
  const counter = {
    ...rest,
    number: item.number + 1,
    counters: inDocument(item.hash),
    ...(from !== undefined && { in_force_from: from }),
  };
  return JSON.stringify(counter, undefined, 1);
}

/** What is proposed: the text as edited, with a time from which it holds, if one was given. */
export function proposalOf(text: string, from: string): object {
  const document = JSON.parse(text) as Record<string, unknown>;
  if (from.trim() === "") return document;
  const time = Date.parse(from.trim());
  if (!/Z$/.test(from.trim()) || Number.isNaN(time)) {
    throw new Error("In force from: a time in UTC as 2026-06-01T06:00:00Z is expected.");
  }
  return { ...document, in_force_from: time };
}
