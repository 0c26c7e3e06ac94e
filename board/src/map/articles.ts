/** Lines and zones of the rules that somebody holds to, as features of the map. */

import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import MultiLineString from "ol/geom/MultiLineString.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { areaOf, type LineText, placeOf, type ZoneText } from "../api/articles";
import type { LonLat, Rules } from "../api/shapes";
import { geodesic, outlineOf } from "../geo/outline";
import { inForce, type Moment } from "../time/inforce";
import { lineWords, zoneWords } from "../words/article";

const NIGHT = "#0b131b";
const LINE = "#e9c8ff";
const ZONE = "#c79bff";

/** Of documents that are in force or that somebody adopted last, what holds at the moment. */
export function articleFeatures(
  rules: Rules | undefined,
  moment: Moment,
  project: (place: LonLat) => number[],
): Feature[] {
  const features: Feature[] = [];
  for (const { adopted_by, document } of rules?.documents ?? []) {
    if (adopted_by.length === 0) continue;
    for (const line of document?.lines ?? []) {
      if (holds(line, moment)) features.push(lineFeature(line, project));
    }
    for (const zone of document?.zones ?? []) {
      if (holds(zone, moment)) features.push(...zoneFeature(zone, project));
    }
  }
  return features;
}

function holds(time: { readonly start?: number; readonly end?: number }, moment: Moment): boolean {
  return inForce({ start: time.start ?? -Infinity, end: time.end ?? Infinity }, moment);
}

function lineFeature(line: LineText, project: (place: LonLat) => number[]): Feature {
  const path = geodesic(line.path.map(placeOf)).map(project);
  const feature = new Feature(new LineString(path));
  feature.setStyle([
    new Style({ stroke: new Stroke({ color: NIGHT, width: 6 }) }),
    new Style({
      stroke: new Stroke({ color: LINE, width: 3 }),
      text: label(lineWords(line), LINE),
    }),
  ]);
  return feature;
}

function zoneFeature(zone: ZoneText, project: (place: LonLat) => number[]): Feature[] {
  const area = areaOf(zone);
  if (area === undefined) return [];
  const edges = outlineOf(area).edges.map((edge) => edge.map(project));
  const feature = new Feature(new MultiLineString(edges));
  feature.setStyle(
    new Style({
      stroke: new Stroke({ color: ZONE, width: 2, lineDash: [4, 4] }),
      text: label(zoneWords(zone), ZONE),
    }),
  );
  return [feature];
}

function label(text: string, colour: string): Text {
  return new Text({
    text,
    font: "12px system-ui, sans-serif",
    fill: new Fill({ color: colour }),
    stroke: new Stroke({ color: NIGHT, width: 4 }),
    overflow: true,
  });
}
