/** Crossings that are reported and contested, and on what operations are said to rest. */

import type { LonLat } from "./shapes";

export interface Arithmetic {
  readonly words: string;
}

export interface TakenBack {
  readonly time: string;
  readonly by?: string;
  readonly words: string;
}

/** What one party says; it stays, whatever anybody says after it. */
export interface Claim {
  readonly id: string;
  readonly party: string;
  readonly time: string;
  readonly by?: string;
  readonly sort: "reported" | "contested" | "agreed";
  readonly standing: "stands" | "corrected" | "taken-back";
  readonly words: string;
  readonly position?: string;
  readonly at?: LonLat;
  readonly within_m?: number;
  readonly seen?: string;
  readonly within_s?: number;
  readonly arithmetic: Arithmetic;
  readonly taken_back?: TakenBack;
}

export interface Crossing {
  readonly id: string;
  readonly reporter: string;
  readonly time: string;
  readonly of: string;
  readonly agreement: string;
  readonly article: string;
  readonly name?: string;
  readonly state: "unanswered" | "contested" | "agreed" | "taken-back";
  readonly operation?: string;
  readonly messages: readonly string[];
  readonly to: readonly string[];
  readonly claims: readonly Claim[];
}

export interface CrossingsAnswer {
  readonly crossings: readonly Crossing[];
  readonly total: number;
}

export type CrossingVerb = "contest" | "agree" | "correct" | "take-back";

export interface BasisContest {
  readonly id: string;
  readonly party: string;
  readonly time: string;
  readonly by?: string;
  readonly words: string;
  readonly revision: number;
  readonly of_this_basis: boolean;
  readonly taken_back?: TakenBack;
}

export interface OperationBasis {
  readonly operation: string;
  readonly party: string;
  readonly contested: boolean;
  readonly basis?: {
    readonly text: string;
    readonly language: string;
    readonly agreement?: string;
    readonly article?: string;
    readonly message?: string;
  };
  readonly contests: readonly BasisContest[];
}
