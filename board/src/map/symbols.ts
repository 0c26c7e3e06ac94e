/**
 * MIL-STD-2525 symbols. The board knows a party's activity, not its equipment: only the frame of
 * the symbol set speaks (air, land, sea surface, installation, activity), and in place of an icon,
 * which would claim more than was disclosed, three letters of the kind: neutral frames look much
 * alike.
 */

import ms from "milsymbol";
import type { Kind } from "../api/shapes";
import type { Side } from "../board";

const SIZE = 24;
/** Drawn at twice the size, so that it stays crisp on dense screens. */
const FACTOR = 2;

/** Colours of the standard's frames, for lines, labels and swatches. */
export const SIDE_COLOUR: Record<Side, string> = {
  friend: "#80e0ff",
  neutral: "#aaffaa",
  unknown: "#ffff80",
};

const IDENTITY: Record<Side, string> = { friend: "3", neutral: "4", unknown: "1" };

const SYMBOL_SET: Record<Kind, string> = {
  air: "01",
  ground: "15",
  surface: "30",
  hazard: "40",
  static: "20",
};

const LETTERS: Record<Kind, string> = {
  air: "AIR",
  ground: "GND",
  surface: "SFC",
  hazard: "HAZ",
  static: "STA",
};

const drawn = new Map<string, HTMLCanvasElement>();

/** Version 10 (2525D), reality, identity, symbol set, present, no entity. */
const code = (kind: Kind, side: Side): string =>
  `100${IDENTITY[side]}${SYMBOL_SET[kind]}00000000000000`;

/** Shared: the same canvas comes back for the same symbol. */
export function symbol(kind: Kind, side: Side): HTMLCanvasElement {
  const key = code(kind, side);
  let canvas = drawn.get(key);
  if (!canvas) {
    const symbol = new ms.Symbol(key, { size: SIZE, civilianColor: false });
    canvas = symbol.asCanvas(FACTOR);
    letter(canvas, symbol.getOctagonAnchor(), LETTERS[kind]);
    drawn.set(key, canvas);
  }
  return canvas;
}

function letter(canvas: HTMLCanvasElement, at: { x: number; y: number }, letters: string): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.setTransform(FACTOR, 0, 0, FACTOR, 0, 0);
  pen.font = "700 9.5px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = "#000000";
  pen.fillText(letters, at.x, at.y + 1);
}

/** A picture of the symbol for a list. */
export function symbolImage(kind: Kind, side: Side): HTMLImageElement {
  const image = new Image();
  image.src = symbol(kind, side).toDataURL();
  image.alt = "";
  image.className = "symbol";
  return image;
}
