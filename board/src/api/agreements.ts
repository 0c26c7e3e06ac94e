/** Rules documents, who signed them, in what they differ, and what of them is suspended. */

import type { ArticlesText } from "./articles";

export interface Signatory {
  readonly name: string;
  readonly role: string;
}

/** By a party, of a document. */
export interface RulesSaid {
  readonly party: string;
  readonly time: string;
  readonly by?: Signatory;
}

export interface Suspension {
  readonly party: string;
  readonly rules: string;
  /** Absent if all of it is suspended. */
  readonly article?: string;
  readonly since: string;
  readonly reason: string;
  readonly asked_by: Signatory;
  readonly by: Signatory;
}

export interface AgreementEnd {
  readonly party: string;
  readonly rules: string;
  readonly from: string;
  readonly reason: string;
}

/** Asked for by one person, and waiting for another of the same party. */
export interface AgreementAsk {
  readonly id: string;
  readonly party: string;
  readonly step: "suspension" | "resumption" | "end";
  readonly rules: string;
  readonly articles: readonly string[];
  readonly from?: string;
  readonly reason: string;
  readonly until: string;
  readonly by: Signatory;
}

export interface RulesChange {
  readonly article: string;
  readonly change: "added" | "removed" | "changed";
  readonly words: string;
}

export interface RulesChanges {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly RulesChange[];
}

export type AgreementVerb = "suspend" | "resume" | "end";

export interface RulesItem {
  readonly hash: string;
  readonly number: number;
  readonly title: string;
  readonly members: readonly string[];
  readonly adopted_by: readonly string[];
  readonly amends?: string;
  readonly counters?: string;
  readonly in_force_from?: string;
  readonly proposed?: readonly RulesSaid[];
  readonly signatures?: readonly RulesSaid[];
  readonly document?: ArticlesText;
}

export interface Rules {
  readonly in_force?: string;
  readonly disputed: boolean;
  readonly documents: readonly RulesItem[];
  readonly suspensions?: readonly Suspension[];
  readonly ends?: readonly AgreementEnd[];
  readonly asked?: readonly AgreementAsk[];
}
