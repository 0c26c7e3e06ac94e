/** Land and borders, bundled with the board: no tile server, no request beyond the node. */

import GeoJSON from "ol/format/GeoJSON.js";
import Graticule from "ol/layer/Graticule.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorSource from "ol/source/Vector.js";
import type Feature from "ol/Feature.js";
import type Geometry from "ol/geom/Geometry.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

type Countries = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

const LAND = new Style({
  fill: new Fill({ color: "#18232d" }),
  stroke: new Stroke({ color: "#3d5568", width: 1 }),
});
const BORDER = new Style({
  stroke: new Stroke({ color: "#5b7388", width: 1, lineDash: [6, 4] }),
});

/** Natural Earth 1:50,000,000, public domain, by way of world-atlas. A coast is only a hint. */
export function baseLayer(): VectorLayer {
  const source = new VectorSource();
  void loadInto(source);
  return new VectorLayer({ source, updateWhileAnimating: true, updateWhileInteracting: true });
}

async function loadInto(source: VectorSource): Promise<void> {
  const atlas = (await import("world-atlas/countries-50m.json")).default as unknown as Countries;
  const format = new GeoJSON({ featureProjection: "EPSG:3857" });
  const land = format.readFeatures(feature(atlas, atlas.objects.land)) as Feature<Geometry>[];
  for (const each of land) each.setStyle(LAND);
  const inner = mesh(atlas, atlas.objects.countries, (a, b) => a !== b);
  const borders = format.readFeatures(inner) as Feature<Geometry>[];
  for (const each of borders) each.setStyle(BORDER);
  source.addFeatures([...land, ...borders]);
}

/** Lines of latitude and longitude, labelled in degrees and minutes. */
export function graticule(): Graticule {
  const label = new Text({
    font: "11px system-ui, sans-serif",
    fill: new Fill({ color: "#8296a8" }),
    stroke: new Stroke({ color: "#0b131b", width: 3 }),
  });
  const lonLabel = label.clone();
  lonLabel.setTextBaseline("top");
  const latLabel = label.clone();
  latLabel.setTextAlign("end");
  return new Graticule({
    strokeStyle: new Stroke({ color: "rgba(130, 150, 168, 0.22)", width: 1 }),
    showLabels: true,
    targetSize: 130,
    intervals: [30, 10, 5, 2, 1, 0.5, 1 / 6, 1 / 12, 1 / 30, 1 / 60],
    lonLabelFormatter: (lon) => degreesAndMinutes(lon, "E", "W"),
    latLabelFormatter: (lat) => degreesAndMinutes(lat, "N", "S"),
    lonLabelStyle: lonLabel,
    latLabelStyle: latLabel,
    latLabelPosition: 0.995,
    lonLabelPosition: 0.985,
    wrapX: true,
  });
}

function degreesAndMinutes(degrees: number, plus: string, minus: string): string {
  const minutes = Math.round(Math.abs(degrees) * 60);
  const rest = minutes % 60;
  const fraction = rest === 0 ? "" : `${String(rest).padStart(2, "0")}'`;
  const words = `${Math.floor(minutes / 60)}°${fraction}`;
  return words + (degrees < 0 ? minus : plus);
}
