/** Circles of warnings whose condition may come true at the moment looked at. */

import Feature from "ol/Feature.js";
import MultiLineString from "ol/geom/MultiLineString.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { legible, type LonLat, type Message } from "../api/shapes";
import { outlineOf } from "../geo/outline";
import { parseTime } from "../time/dtg";
import { inForce, type Moment } from "../time/inforce";

const NIGHT = "#0b131b";
const WARNING = "#ffd75e";
const LABEL_CHARS_MAX = 40;

export function warningFeatures(
  messages: Iterable<Message>,
  moment: Moment,
  project: (place: LonLat) => number[],
): Feature[] {
  const features: Feature[] = [];
  for (const { author, warning } of messages) {
    if (warning?.around === undefined) continue;
    const window = {
      start: parseTime(warning.start) ?? -Infinity,
      end: parseTime(warning.end) ?? Infinity,
    };
    if (!inForce(window, moment)) continue;
    const { at, radius_m } = warning.around;
    const { edges } = outlineOf({ shape: "circle", centre: at, radiusM: radius_m });
    const feature = new Feature(new MultiLineString(edges.map((edge) => edge.map(project))));
    feature.setStyle([
      new Style({ stroke: new Stroke({ color: NIGHT, width: 5 }) }),
      new Style({
        stroke: new Stroke({ color: WARNING, width: 2, lineDash: [8, 4] }),
        text: label(`Warning by ${author}: ${short(legible(warning.condition))}`),
      }),
    ]);
    features.push(feature);
  }
  return features;
}

const short = (words: string): string =>
  words.length > LABEL_CHARS_MAX ? `${words.slice(0, LABEL_CHARS_MAX - 1)}…` : words;

function label(text: string): Text {
  return new Text({
    text,
    font: "12px system-ui, sans-serif",
    fill: new Fill({ color: WARNING }),
    stroke: new Stroke({ color: NIGHT, width: 4 }),
    overflow: true,
  });
}
