/** How volumes and findings look. Side by colour, state by line, finding by shape and colour. */

import type Feature from "ol/Feature.js";
import type Geometry from "ol/geom/Geometry.js";
import Circle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Icon from "ol/style/Icon.js";
import RegularShape from "ol/style/RegularShape.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { Finding, Kind, OperationState } from "../api/shapes";
import type { Side } from "../board";
import { SIDE_COLOUR, symbol } from "./symbols";

export interface Look {
  readonly side: Side;
  readonly kind: Kind;
  readonly state: OperationState;
  readonly selected: boolean;
  readonly own: boolean;
  /** With very many on the map, symbols give way to each other; outlines never do. */
  readonly crowded: boolean;
  /** Empty where another volume of the operation carries it. */
  readonly label: string;
}

const NIGHT = "#0b131b";
const CONFLICT = "#ff5a5a";
const TOLERANCE = "#ffc14d";

/** `feature` carries the geometries `edges`, `anchor` and, for a corridor, `centreline`. */
export function volumeStyle(look: Look, feature: Feature): Style[] {
  const colour = SIDE_COLOUR[look.side];
  const edges = feature.get("edges") as Geometry;
  const draft = look.state === "draft";
  const troubled = look.state === "nonconforming" || look.state === "contingent";
  const styles = [new Style({ fill: new Fill({ color: faded(colour, opacity(look)) }) })];
  if (look.selected) {
    styles.push(
      new Style({
        geometry: edges,
        stroke: new Stroke({ color: "rgba(255,255,255,0.85)", width: 6 }),
      }),
    );
  }
  styles.push(
    new Style({
      geometry: edges,
      stroke: new Stroke({
        color: troubled ? TOLERANCE : colour,
        width: look.selected ? 3 : 2,
        ...(draft && { lineDash: [3, 5] }),
        ...(look.state === "declared" && { lineDash: [10, 5] }),
      }),
    }),
  );
  const centreline = feature.get("centreline") as Geometry | undefined;
  if (centreline) {
    styles.push(
      new Style({
        geometry: centreline,
        stroke: new Stroke({ color: faded(colour, 0.45), width: 1, lineDash: [2, 6] }),
      }),
    );
  }
  if (look.label !== "") styles.push(labelStyle(look, feature.get("anchor") as Geometry, colour));
  return styles;
}

function labelStyle(look: Look, anchor: Geometry, colour: string): Style {
  return new Style({
    geometry: anchor,
    zIndex: look.selected ? 3 : look.own ? 2 : 1,
    image: new Icon({
      img: symbol(look.kind, look.side),
      scale: 0.5,
      declutterMode: look.crowded ? "declutter" : "none",
    }),
    text: new Text({
      text: look.state === "draft" ? `${look.label} · draft` : look.label,
      font: `${look.selected ? "600 " : ""}12px system-ui, sans-serif`,
      // Own names above the symbol, others' below: the two sides of a finding stay legible.
      offsetY: look.own ? -16 : 16,
      textBaseline: look.own ? "bottom" : "top",
      fill: new Fill({ color: colour }),
      stroke: new Stroke({ color: NIGHT, width: 4 }),
      declutterMode: "declutter",
    }),
  });
}

export function findingStyle(verdict: Finding["verdict"], chosen: boolean): Style[] {
  const colour = verdict === "conflict" ? CONFLICT : TOLERANCE;
  const mark = new Style({
    image: new RegularShape({
      points: verdict === "conflict" ? 4 : 3,
      radius: 9,
      angle: verdict === "conflict" ? Math.PI / 4 : 0,
      rotation: Math.PI / 4,
      fill: new Fill({ color: colour }),
      stroke: new Stroke({ color: NIGHT, width: 2 }),
    }),
  });
  if (verdict !== "conflict") (mark.getImage() as RegularShape).setRotation(0);
  if (!chosen) return [mark];
  const ring = (radius: number, color: string, width: number): Style =>
    new Style({ image: new Circle({ radius, stroke: new Stroke({ color, width }) }) });
  return [ring(20, NIGHT, 6), ring(20, colour, 3), mark];
}

function opacity(look: Look): number {
  if (look.state === "draft") return 0.05;
  return look.selected ? 0.26 : look.state === "active" ? 0.2 : 0.12;
}

function faded(colour: string, alpha: number): string {
  const n = Number.parseInt(colour.slice(1), 16);
  return `rgba(${n >> 16}, ${(n >> 8) & 255}, ${n & 255}, ${alpha})`;
}
