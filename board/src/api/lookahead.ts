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
