/** The map: the operations in force at the moment looked at, and where findings lie. */

import "ol/ol.css";
import Feature from "ol/Feature.js";
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import ScaleLine from "ol/control/ScaleLine.js";
import { defaults as defaultControls } from "ol/control/defaults.js";
import { createEmpty, extend, isEmpty } from "ol/extent.js";
import LineString from "ol/geom/LineString.js";
import MultiLineString from "ol/geom/MultiLineString.js";
import Point from "ol/geom/Point.js";
import Polygon from "ol/geom/Polygon.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import type { Crossing } from "../api/claims";
import type { Finding, LonLat, Operation, Volume } from "../api/shapes";
import type { Board } from "../board";
import { h, say } from "../dom";
import { type Outline, outlineOf } from "../geo/outline";
import { decimal, mgrs } from "../geo/position";
import { inForce, isDrawn } from "../time/inforce";
import { end, start } from "../words/finding";
import { articleFeatures } from "./articles";
import { claimFeatures } from "./claims";
import { baseLayer, graticule } from "./basemap";
import { findingStyle, type Look, volumeStyle } from "./styles";
import { warningFeatures } from "./warnings";

/** Outlines are worked out in slices of this length, so that the page never stands still. */
const SLICE_MS = 12;
const REDRAW_FIRST_MS = 300;
const REDRAW_MOST_MS = 5_000;
/** So many volumes, and symbols would hide the outlines. */
const CROWD = 200;
const LATITUDE_MAX = 85.05;
const MINUTE_MS = 60_000;

interface Shape {
  readonly feature: Feature;
  readonly outline: Outline;
}

export class Chart {
  readonly element: HTMLElement;
  readonly #board: Board;
  readonly #map: OlMap;
  readonly #volumes = new VectorSource();
  readonly #findings = new VectorSource();
  readonly #articles = new VectorSource();
  readonly #readout = h("output", { class: "readout", "aria-label": "Position under the pointer" });
  readonly #nautical = h("div", {});
  readonly #metric = h("div", {});
  readonly #pendingNote = h("div", { class: "pending", hidden: true });
  readonly #frame: HTMLElement;
  /** A new revision has new volume objects, and the old shapes go with the old ones. */
  readonly #shapes = new WeakMap<Volume, Shape>();
  readonly #drawn = new Set<Feature>();
  #waiting: Volume[] = [];
  #slice = 0;
  #fitted = false;
  #redrawn = 0;
  #patienceMs = REDRAW_FIRST_MS;
  /** What lines, zones and warnings are drawn from: looked at anew once a minute. */
  #articlesOf: readonly unknown[] = [];

  constructor(board: Board) {
    this.#board = board;
    this.#frame = h("div", {
      class: "chart",
      tabindex: "0",
      role: "application",
      id: "chart",
      "data-testid": "map",
      "aria-label":
        "Map of operations. Arrow keys move it, plus and minus zoom. " +
        "The lists hold the same in words.",
    });
    const scales = h(
      "div",
      { class: "scales", "aria-hidden": "true" },
      this.#nautical,
      this.#metric,
    );
    this.element = h(
      "div",
      { class: "chart-frame" },
      this.#frame,
      scales,
      this.#readout,
      this.#pendingNote,
    );
    this.#map = new OlMap({
      target: this.#frame,
      keyboardEventTarget: this.#frame,
      controls: defaultControls({ rotate: false, attribution: false }).extend([
        new ScaleLine({ units: "nautical", target: this.#nautical }),
        new ScaleLine({ units: "metric", target: this.#metric }),
      ]),
      layers: [
        baseLayer(),
        graticule(),
        new VectorLayer({ source: this.#articles, declutter: true, updateWhileInteracting: true }),
        new VectorLayer({ source: this.#volumes, declutter: true, updateWhileInteracting: true }),
        new VectorLayer({ source: this.#findings, updateWhileInteracting: true, zIndex: 2 }),
      ],
      view: new View({ center: fromLonLat([10, 30]), zoom: 2.5, minZoom: 1, maxZoom: 19 }),
    });
    this.#map.on("pointermove", (event) =>
      this.#point(toLonLat(event.coordinate) as LonLat & number[]),
    );
    this.#map.on("moveend", () => this.#looked());
    this.#map.on("click", (event) => this.#pick(event.pixel));
    board.on(["operations", "selection", "moment", "sides", "me"], () => this.#draw());
    board.on(["findings", "selection", "moment"], () => this.#drawFindings());
    board.on(["rules", "messages", "claims", "moment"], () => this.#drawArticles());
    board.on(["second"], () => this.#followClock());
  }

  focus(): void {
    this.#frame.focus();
  }

  /** Brings both operations of a finding into view, at a time when it holds. */
  showFinding(finding: Finding): void {
    this.#board.pin(this.#board.momentFor(finding));
    const extent = createEmpty();
    for (const side of finding.operations) {
      const operation = this.#board.operations.get(side.id);
      for (const volume of operation?.volumes ?? []) {
        if (volume.start < end(finding) && start(finding) < volume.end) {
          extend(extent, this.#fillExtent(volume));
        }
      }
    }
    if (finding.at) extend(extent, new Point(project(finding.at)).getExtent());
    this.#fit(extent);
  }

  /** Brings the positions that are claimed into view. */
  showCrossing({ claims }: Crossing): void {
    const extent = createEmpty();
    for (const { at } of claims) if (at) extend(extent, new Point(project(at)).getExtent());
    this.#fit(extent);
  }

  /** Brings an operation into view, at a time when it is in force. */
  showOperation(operation: Operation): void {
    const moment = this.#board.moment;
    const shown = operation.volumes.some((volume) => inForce(volume, moment));
    if (!shown) this.#board.pin(operation.start);
    const extent = createEmpty();
    for (const volume of operation.volumes) extend(extent, this.#fillExtent(volume));
    this.#fit(extent);
  }

  #fillExtent(volume: Volume): number[] {
    return new Polygon([loop(this.#shape(volume).outline.fill)]).getExtent();
  }

  #fit(extent: number[]): void {
    if (isEmpty(extent)) return;
    const motion = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250;
    this.#map.getView().fit(extent, { padding: [70, 70, 70, 70], maxZoom: 14, duration: motion });
  }

  /** The picture moves with the clock, but only when something comes into or goes out of force. */
  #followClock(): void {
    if (this.#board.pinned === undefined && this.#waiting.length === 0) {
      this.#draw();
      this.#drawFindings();
      this.#drawArticles();
    }
  }

  #draw(): void {
    const moment = this.#board.moment;
    const crowded = this.#drawn.size > CROWD;
    const wanted = new Set<Feature>();
    this.#waiting = [];
    for (const operation of this.#board.operations.values()) {
      if (!isDrawn(operation)) continue;
      let labelled = false;
      for (const volume of operation.volumes) {
        if (!inForce(volume, moment)) continue;
        const shape = this.#shapes.get(volume);
        if (!shape) {
          this.#waiting.push(volume);
          continue;
        }
        this.#dress(shape, operation, !labelled, crowded);
        labelled = true;
        wanted.add(shape.feature);
      }
    }
    const gone = [...this.#drawn].filter((feature) => !wanted.has(feature));
    const come = [...wanted].filter((feature) => !this.#drawn.has(feature));
    if (gone.length > 0) this.#volumes.removeFeatures(gone);
    if (come.length > 0) this.#volumes.addFeatures(come);
    for (const feature of gone) this.#drawn.delete(feature);
    for (const feature of come) this.#drawn.add(feature);
    this.#redrawn = performance.now();
    this.#note();
    if (this.#waiting.length === 0) this.#patienceMs = REDRAW_FIRST_MS;
    else if (this.#slice === 0) this.#slice = window.setTimeout(() => this.#work());
    this.#fitOnce();
  }

  #work(): void {
    this.#slice = 0;
    const until = performance.now() + SLICE_MS;
    let volume = this.#waiting.pop();
    while (volume) {
      this.#shape(volume);
      if (performance.now() > until) break;
      volume = this.#waiting.pop();
    }
    // Redrawing looks at every operation, so less and less often while a long queue lasts.
    if (this.#waiting.length > 0 && performance.now() < this.#redrawn + this.#patienceMs) {
      this.#patienceMs = Math.min(REDRAW_MOST_MS, this.#patienceMs * 1.05);
      this.#note();
      this.#slice = window.setTimeout(() => this.#work());
    } else this.#draw();
  }

  #note(): void {
    this.#pendingNote.hidden = this.#waiting.length === 0;
    say(this.#pendingNote, `drawing ${this.#waiting.length} more volumes`);
  }

  #shape(volume: Volume): Shape {
    let shape = this.#shapes.get(volume);
    if (!shape) {
      const outline = outlineOf(volume.area);
      const feature = new Feature(new Polygon([loop(outline.fill)]));
      feature.set("edges", new MultiLineString(outline.edges.map(ring)), true);
      feature.set("anchor", new Point(project(outline.anchor)), true);
      if (volume.area.shape === "corridor") {
        feature.set("centreline", new LineString(ring(volume.area.path)), true);
      }
      shape = { feature, outline };
      this.#shapes.set(volume, shape);
    }
    return shape;
  }

  #dress({ feature }: Shape, operation: Operation, labelled: boolean, crowded: boolean): void {
    const board = this.#board;
    const finding = board.findings.get(board.selected.finding ?? "");
    const selected =
      board.selected.operation === operation.id ||
      (finding?.operations.some((side) => side.id === operation.id) ?? false);
    const look: Look = {
      side: board.sideOf(operation.party),
      kind: operation.kind,
      state: operation.state,
      selected,
      own: operation.party === board.self,
      crowded,
      label: labelled
        ? `${operation.name || operation.id}\n${operation.party} · ${operation.kind}`
        : "",
    };
    const key = JSON.stringify(look);
    if (feature.get("look") === key) return;
    feature.set("look", key, true);
    feature.set("operation", operation.id, true);
    feature.setStyle(volumeStyle(look, feature));
  }

  #drawFindings(): void {
    const { findings, moment, selected } = this.#board;
    const features: Feature[] = [];
    for (const finding of findings.values()) {
      if (!finding.at) continue;
      const chosen = selected.finding === finding.id;
      if (!chosen && !inForce({ start: start(finding), end: end(finding) }, moment)) continue;
      const feature = new Feature(new Point(project(finding.at)));
      feature.set("finding", finding.id, true);
      feature.setStyle(findingStyle(finding.verdict, chosen));
      features.push(feature);
    }
    this.#findings.clear(true);
    this.#findings.addFeatures(features);
  }

  #drawArticles(): void {
    const { rules, messages, crossings, moment } = this.#board;
    const minute = moment === "all" ? moment : Math.floor(moment / MINUTE_MS);
    const basis = [rules, messages, crossings, minute];
    if (basis.every((each, i) => each === this.#articlesOf[i])) return;
    this.#articlesOf = basis;
    this.#articles.clear(true);
    this.#articles.addFeatures([
      ...articleFeatures(rules, moment, project),
      ...warningFeatures(messages, moment, project),
      ...claimFeatures(crossings, project),
    ]);
  }

  /** Half of the diagonal of what is shown, on the ground in the middle of it. */
  #looked(): void {
    const view = this.#map.getView();
    const middle = toLonLat(view.getCenter() ?? [0, 0]) as LonLat & number[];
    const [west = 0, south = 0, east = 0, north = 0] = view.calculateExtent(this.#map.getSize());
    const ground = Math.cos((middle[1] * Math.PI) / 180);
    this.#board.look({ middle, radiusM: (Math.hypot(east - west, north - south) / 2) * ground });
  }

  /** At first sight of the operations, all of them; after that the viewer decides. */
  #fitOnce(): void {
    if (this.#fitted || !this.#board.operationsKnown || !this.#board.me) return;
    const extent = createEmpty();
    let seen = 0;
    for (const operation of this.#board.operations.values()) {
      if (!isDrawn(operation) || seen > 500) continue;
      for (const volume of operation.volumes) extend(extent, roughExtent(volume));
      seen++;
    }
    if (isEmpty(extent)) return;
    this.#fitted = true;
    this.#map.getView().fit(extent, { padding: [60, 60, 60, 60], maxZoom: 14 });
  }

  #point(position: LonLat): void {
    const grid = mgrs(position);
    say(this.#readout, grid === undefined ? decimal(position) : `${decimal(position)}   ${grid}`);
  }

  #pick(pixel: number[]): void {
    const found = this.#map.getFeaturesAtPixel(pixel, { hitTolerance: 4 });
    const finding = found.find((each) => each.get("finding") !== undefined);
    if (finding) return this.#board.select({ finding: String(finding.get("finding")) });
    // Operations lie on top of each other: a second click takes the next one down.
    const ids = [
      ...new Set(found.map((each) => each.get("operation") as string | undefined)),
    ].filter((id): id is string => id !== undefined);
    const at = ids.indexOf(this.#board.selected.operation ?? "");
    const next = ids[(at + 1) % Math.max(1, ids.length)];
    if (next !== undefined) this.#board.select({ operation: next });
  }
}

function roughExtent(volume: Volume): number[] {
  const { area } = volume;
  if (area.shape === "circle") {
    return new Polygon([loop(outlineOf(area).fill)]).getExtent();
  }
  return new LineString(ring(area.shape === "polygon" ? area.ring : area.path)).getExtent();
}

const project = ([longitude, latitude]: LonLat): number[] =>
  fromLonLat([longitude, Math.max(-LATITUDE_MAX, Math.min(LATITUDE_MAX, latitude))]);

/** Closed, as OpenLayers wants its rings. */
const loop = (line: readonly LonLat[]): number[][] => {
  const points = ring(line);
  return points[0] ? [...points, points[0]] : points;
};

const ring = (line: readonly LonLat[]): number[][] => line.map(project);
