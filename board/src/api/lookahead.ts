/** What would be found and what would end it, as the API gives it. */

import type { ArticleFinding } from "./articles";
import type { Finding } from "./shapes";

export interface Proposal {
  readonly operation: string;
  readonly party: string;
  readonly own: boolean;
  readonly kind: "time" | "height" | "place" | "extent";
  readonly cost: number;
  readonly words: string;
  readonly also_ends: readonly string[];
  readonly also_ends_articles: readonly string[];
  /** A GeoJSON FeatureCollection that revises or declares the operation so. */
  readonly content: object;
}

export interface Proposals {
  readonly proposals: readonly Proposal[];
  readonly remarks: readonly string[];
}

export type WouldFinding = Finding & { readonly with: string } & Partial<Proposals>;

/** When an operation would have no conflict with what was disclosed. */
export interface Windows {
  readonly windows: readonly Window[];
  /** There are more: from then on. */
  readonly next?: string;
}

export interface Window {
  readonly start: string;
  readonly end: string;
  /** What would be found by the articles if the operation took all of it. */
  readonly article_findings: readonly ArticleFinding[];
}

/** What may be said of the windows that are looked for; what is empty, the node chooses. */
export interface WindowsAsked {
  readonly minutes: string;
  readonly from: string;
  readonly to: string;
}

/** An operation as it would be if it were filed. */
export interface Would {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly total: number;
  readonly findings: readonly WouldFinding[];
  readonly article_findings: readonly ArticleFinding[];
  readonly ends: readonly string[];
}
