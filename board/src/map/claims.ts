/** Where it is claimed that something crossed: one small mark for each claim that stands. */

import Feature from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import Fill from "ol/style/Fill.js";
import RegularShape from "ol/style/RegularShape.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { Crossing } from "../api/claims";
import type { LonLat } from "../api/shapes";

const NIGHT = "#0b131b";
const CLAIM = "#ffffff";

export function claimFeatures(
  crossings: readonly Crossing[],
  project: (place: LonLat) => number[],
): Feature[] {
  return crossings.flatMap(({ claims }) =>
    claims.flatMap((claim) => {
      if (claim.at === undefined || claim.standing !== "stands") return [];
      const feature = new Feature(new Point(project(claim.at)));
      feature.setStyle(mark(`${claim.party} claims`));
      return [feature];
    }),
  );
}

/** A cross, as on a paper map: nothing that could be taken for a symbol of a side. */
function mark(text: string): Style[] {
  const cross = (color: string, width: number): RegularShape =>
    new RegularShape({
      stroke: new Stroke({ color, width }),
      points: 4,
      radius: 7,
      radius2: 0,
      angle: Math.PI / 4,
      declutterMode: "none",
    });
  return [
    new Style({ image: cross(NIGHT, 5) }),
    new Style({
      image: cross(CLAIM, 2),
      text: new Text({
        text,
        offsetY: -16,
        declutterMode: "none",
        font: "12px system-ui, sans-serif",
        fill: new Fill({ color: CLAIM }),
        stroke: new Stroke({ color: NIGHT, width: 4 }),
      }),
    }),
  ];
}
