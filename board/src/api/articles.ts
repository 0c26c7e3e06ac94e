/** Lines, zones and lead times of the rules, and what is found under them. */

import type { Suspension } from "./agreements";
import type { Area, LonLat, Settling } from "./shapes";
import type { TermsText } from "./terms";

export interface ArticleFinding {
  readonly id: string;
  readonly article: string;
  readonly operation: { readonly id: string; readonly party: string; readonly name: string };
  readonly under: readonly UnderArticle[];
  readonly disputed: boolean;
  readonly suspended?: readonly Suspension[];
  /** With whom the own party settles it. Not in events. */
  readonly facing?: readonly Facing[];
}

/** How it stands with one other party; `finding` names it as between the two. */
export interface Facing extends Settling {
  readonly party: string;
  readonly finding: string;
}

export interface UnderArticle {
  readonly rules: string;
  readonly title: string;
  readonly what:
    | "crosses-line"
    | "enters-zone"
    | "enters-at-short-notice"
    | "leaves-heights"
    | "late-notice";
  readonly certain: boolean;
  readonly interval?: { readonly start: string; readonly end: string };
  readonly at?: LonLat;
  readonly keeps?: "left" | "right";
  readonly most_m: number;
  readonly lead_s?: number;
  readonly agreed_lead_s?: number;
}

/** Positions in a document are `[latitude, longitude]` in ten-millionths of a degree. */
type Place = readonly [number, number];

export interface LineText {
  readonly id: string;
  readonly name: string;
  readonly path: readonly Place[];
  readonly sides: readonly { readonly party: string; readonly side: string }[];
  readonly start?: number;
  readonly end?: number;
}

export interface ZoneText {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly area: {
    readonly circle?: { readonly centre: Place; readonly radius_cm: number };
    readonly polygon?: { readonly ring: readonly Place[]; readonly margin_cm: number };
    readonly corridor?: { readonly path: readonly Place[]; readonly half_width_cm: number };
  };
  readonly start: number;
  readonly end: number;
}

export interface ArticlesText extends TermsText {
  readonly lines?: readonly LineText[];
  readonly zones?: readonly ZoneText[];
}

export const placeOf = ([lat, lon]: Place): LonLat => [lon / 1e7, lat / 1e7];

export function areaOf({ area }: ZoneText): Area | undefined {
  const { circle, polygon, corridor } = area;
  if (circle) {
    return { shape: "circle", centre: placeOf(circle.centre), radiusM: circle.radius_cm / 100 };
  }
  if (polygon) {
    return {
      shape: "polygon",
      ring: polygon.ring.map(placeOf),
      marginM: polygon.margin_cm / 100,
    };
  }
  return (
    corridor && {
      shape: "corridor",
      path: corridor.path.map(placeOf),
      halfWidthM: corridor.half_width_cm / 100,
    }
  );
}
