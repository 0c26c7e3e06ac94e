/**
 * What the node tells the board, and how the board reads it. Reading is forgiving towards unknown
 * members (a newer node) and strict towards missing ones (a wrong picture is worse than none).
 */

import type { Suspension } from "./agreements";
import type { Attachment } from "./attachments";
import type { ReadBack } from "./readback";
import type { Agreed, AnswerDue } from "./terms";
import { parseTime } from "../time/dtg";

export type { Rules, RulesItem } from "./agreements";
export type { ReadBack, ReadBackToSay, Reading, WarningReading } from "./readback";

export type LonLat = readonly [longitude: number, latitude: number];

export type Kind = "air" | "ground" | "surface" | "hazard" | "static";
export type OperationState =
  "draft" | "declared" | "active" | "nonconforming" | "contingent" | "ended" | "withdrawn";

/** All points within radius, margin or half-width (metres) of the base shape. */
export type Area =
  | { readonly shape: "circle"; readonly centre: LonLat; readonly radiusM: number }
  | { readonly shape: "polygon"; readonly ring: readonly LonLat[]; readonly marginM: number }
  | { readonly shape: "corridor"; readonly path: readonly LonLat[]; readonly halfWidthM: number };

export interface Heights {
  readonly datum: string;
  readonly unit: string;
  readonly lower: number;
  readonly upper: number;
  readonly groundLower?: number;
  readonly groundUpper?: number;
}

/** Times in epoch milliseconds, half-open. */
export interface Volume {
  readonly area: Area;
  readonly heights: Heights;
  readonly start: number;
  readonly end: number;
}

export interface Operation {
  readonly id: string;
  readonly party: string;
  readonly name: string;
  readonly kind: Kind;
  readonly state: OperationState;
  readonly revision: number;
  readonly priority: number;
  readonly grain: string;
  readonly audience: readonly string[];
  readonly volumes: readonly Volume[];
  readonly start: number;
  readonly end: number;
}

export interface FindingSide {
  readonly id: string;
  readonly party: string;
  readonly revision: number;
  readonly kind: Kind;
  readonly name: string;
  readonly seen_by_other: boolean;
}

export interface Finding extends Settling {
  readonly id: string;
  readonly article: string;
  readonly verdict: "conflict" | "within-tolerance";
  readonly operations: readonly [FindingSide, FindingSide];
  readonly interval: { readonly start: string; readonly end: string };
  readonly at?: LonLat;
  readonly lower_m: number;
  readonly upper_m: number;
  readonly rules: readonly string[];
  readonly disputed: boolean;
  readonly suspended?: readonly Suspension[];
  readonly notes: readonly string[];
}

/** How a finding is being settled. Not in events. */
export interface Settling {
  readonly taken?: readonly Taking[];
  /** The latest first. */
  readonly offers?: readonly Offer[];
  readonly settlement?: "untaken" | "taken" | "offered" | "agreed" | "found-again";
  readonly yields?: string;
  readonly agreed?: string;
  readonly escalation?: "none" | "notice" | "urgent" | "immediate";
}

/** That a side has taken a finding up. */
export interface Taking {
  readonly party: string;
  readonly time: string;
  readonly by?: string;
  readonly words: string;
}

export interface Offer {
  readonly id: string;
  readonly author: string;
  readonly time: string;
  readonly by?: string;
  readonly operation: string;
  readonly yields: string;
  readonly withdraw: boolean;
  readonly start?: string;
  readonly end?: string;
  readonly lower?: string;
  readonly upper?: string;
  readonly words: string;
  readonly answers?: string;
  readonly state: "open" | "agreed" | "declined" | "withdrawn" | "countered" | "crossed";
}

export interface OfferToMake {
  readonly operation: string;
  readonly withdraw?: boolean;
  readonly start?: string;
  readonly end?: string;
  readonly answers?: string;
  readonly words?: string;
}

export interface FindingsAnswer {
  readonly total: number;
  readonly findings: readonly Finding[];
  readonly next?: string;
  readonly no_rules_with?: readonly string[];
  readonly unresolved?: readonly string[];
}

export interface Me {
  readonly theatre: string;
  readonly exercise: boolean;
  readonly party: string;
  readonly name: string;
  readonly person: string;
  readonly role: "observer" | "duty-officer" | "commander";
  readonly now: string;
  readonly fingerprint: string;
  /** True if what this party says is signed by passkey. */
  readonly roster?: boolean;
}

export interface Link {
  readonly party: string;
  readonly name: string;
  readonly state: "up" | "down";
  readonly since?: string;
  readonly last_heard?: string;
  readonly round_trip_ms?: number;
  readonly their_size_of_ours?: number;
  readonly our_size?: number;
  readonly our_size_of_theirs?: number;
}

export interface Card {
  readonly party: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly addresses: readonly string[];
  readonly self: boolean;
}

export interface Holder {
  readonly party: string;
  readonly status: "delivered" | "witnessed" | "not-yet";
  readonly since?: string;
}

export interface ReceiptEntry {
  readonly operation?: string;
  readonly type: string;
  readonly revision?: number;
  readonly origin: string;
  readonly seq: number;
  readonly time: string;
  readonly holders: readonly Holder[];
}

export interface Alarm {
  readonly code: string;
  readonly party?: string;
  readonly words: string;
  readonly evidence?: string;
  readonly since?: string;
  readonly ended?: boolean;
}

export type Precedence = "routine" | "priority" | "immediate" | "flash";

export interface Watch {
  readonly party: string;
  readonly desk: string;
  readonly manned: boolean;
  readonly by?: string;
  readonly since?: string;
  readonly note?: {
    readonly id: string;
    readonly by: string;
    readonly time: string;
    readonly text: string;
  };
}

export interface LinkReport {
  readonly time?: string;
  readonly round_trip_ms?: number;
  readonly offset_ms?: number;
  readonly failed?: string;
}

export interface PeopleTest {
  readonly message: string;
  readonly sender: string;
  readonly sent: string;
  readonly by?: string;
  readonly answered?: string;
  readonly answered_by?: string;
}

/** How the tests with one party stand: of the link by machines, of the channel by people. */
export interface ChannelTest {
  readonly party: string;
  readonly link: {
    readonly due: string;
    readonly missed: boolean;
    readonly now?: LinkReport;
    readonly passed?: LinkReport;
    readonly ours?: LinkReport;
    readonly theirs?: LinkReport;
  };
  readonly people: {
    readonly standing: "not-due" | "due" | "sent" | "passed" | "late" | "missed";
    readonly missed: boolean;
    readonly due?: string;
    readonly until?: string;
    readonly turn?: string;
    readonly next?: string;
    readonly test?: PeopleTest;
    readonly last?: PeopleTest;
  };
  readonly agreed?: Agreed & { readonly times: string };
}

export interface Phrase {
  readonly phrase: string;
  readonly usual: Precedence;
  readonly meaning: Readonly<Record<string, string>>;
}

export interface MessageStep {
  readonly time: string;
  readonly note: string;
  readonly by?: string;
  /** Whose passkey signed it, as the own node has verified. */
  readonly signed?: { readonly name: string; readonly role: string };
}

/** What one reader has said of a message, each step by itself. */
export interface MessageState {
  readonly party: string;
  readonly delivered?: string;
  readonly read?: MessageStep;
  readonly acknowledged?: MessageStep;
  readonly acted?: MessageStep;
  readonly confirmed?: MessageStep;
  readonly disputed?: MessageStep;
  readonly answers: readonly string[];
  readonly called: readonly { readonly desk: string; readonly time: string }[];
  readonly due?: readonly AnswerDue[];
  readonly read_back?: ReadBack;
  readonly attachments_held?: readonly { readonly number: number; readonly since: string }[];
}

/** Why a position that was typed is probably not the one that was meant. */
export interface Doubt {
  readonly slip: string;
  readonly meant?: string;
  readonly distance_m: number;
  readonly words: string;
}

export interface Warning {
  readonly condition: string;
  readonly asked: string;
  readonly around?: { readonly position: string; readonly at: LonLat; readonly radius_m: number };
  readonly start: string;
  readonly end: string;
  readonly answer_by?: string;
}

/** A talk outside the system. */
export interface Talk {
  readonly medium: string;
  readonly start: string;
  readonly end: string;
}

export interface Message {
  readonly id: string;
  readonly author: string;
  readonly to: readonly string[];
  readonly time: string;
  readonly desk: string;
  readonly precedence: Precedence;
  readonly thread: string;
  readonly phrase?: string;
  readonly meaning?: Readonly<Record<string, string>>;
  readonly text: string;
  readonly language: string;
  readonly operations: readonly string[];
  readonly findings: readonly string[];
  readonly places: readonly { readonly label?: string; readonly position: string }[];
  readonly by?: string;
  readonly attachments?: readonly Attachment[];
  readonly warning?: Warning;
  readonly talk?: Talk;
  readonly awaits: boolean;
  readonly states: readonly MessageState[];
}

export interface MessageToSend {
  readonly to: readonly string[];
  readonly precedence?: Precedence;
  readonly phrase?: string;
  readonly text: string;
  readonly language?: string;
  readonly answers?: string;
  readonly thread?: string;
  readonly attachments?: readonly string[];
  readonly places?: readonly { readonly label?: string; readonly position: string }[];
  readonly as_typed?: boolean;
  readonly warning?: object;
  readonly talk?: object;
}

/** What a node sent that this board cannot show; never swallowed, always told to the officer. */
export class UnreadableAnswer extends Error {}

type Json = Record<string, unknown>;

const KINDS: readonly string[] = ["air", "ground", "surface", "hazard", "static"];
const STATES: readonly string[] = [
  "draft",
  "declared",
  "active",
  "nonconforming",
  "contingent",
  "ended",
  "withdrawn",
];

/** Groups the features of a collection into operations: one feature is one volume. */
export function readOperations(collection: unknown): Operation[] {
  const features = (collection as Json | null)?.["features"];
  if (!Array.isArray(features)) throw new UnreadableAnswer("operations: no list of features");
  const groups = new Map<string, Json[]>();
  for (const feature of features as Json[]) {
    const properties = (feature["properties"] ?? {}) as Json;
    const id = text(
      properties["id"] ?? properties["operation"] ?? feature["id"],
      "id of a feature",
    );
    const group = groups.get(id);
    if (group) group.push(feature);
    else groups.set(id, [feature]);
  }
  return [...groups].map(([id, group]) => readOperation(id, group));
}

function readOperation(id: string, features: readonly Json[]): Operation {
  const properties = (features[0]?.["properties"] ?? {}) as Json;
  const volumes = features.map((feature) => readVolume(id, feature));
  const audience = properties["audience"] ?? "*";
  return {
    id,
    party: text(properties["party"] ?? id.split(".")[0], `${id}: party`),
    name: legible(String(properties["name"] ?? "")),
    kind: oneOf(properties["kind"], KINDS, `${id}: kind`) as Kind,
    state: oneOf(properties["state"] ?? "declared", STATES, `${id}: state`) as OperationState,
    revision: number(properties["revision"] ?? 1, `${id}: revision`),
    priority: number(properties["priority"] ?? 0, `${id}: priority`),
    grain: String(properties["grain"] ?? "exact"),
    audience: Array.isArray(audience) ? audience.map(String) : [String(audience)],
    volumes,
    start: Math.min(...volumes.map((v) => v.start)),
    end: Math.max(...volumes.map((v) => v.end)),
  };
}

function readVolume(id: string, feature: Json): Volume {
  const p = (feature["properties"] ?? {}) as Json;
  const ground = p["ground_lower"] !== undefined && p["ground_upper"] !== undefined;
  return {
    area: readArea(id, feature["geometry"] as Json, p),
    heights: {
      datum: String(p["datum"] ?? "MSL"),
      unit: String(p["unit"] ?? "m"),
      lower: number(p["lower"], `${id}: lower`),
      upper: number(p["upper"], `${id}: upper`),
      ...(ground && {
        groundLower: number(p["ground_lower"], `${id}: ground_lower`),
        groundUpper: number(p["ground_upper"], `${id}: ground_upper`),
      }),
    },
    start: time(p["start"], `${id}: start`),
    end: time(p["end"], `${id}: end`),
  };
}

function readArea(id: string, geometry: Json | null, p: Json): Area {
  const coordinates = geometry?.["coordinates"];
  switch (geometry?.["type"]) {
    case "Point":
      return {
        shape: "circle",
        centre: position(coordinates, id),
        radiusM: number(p["radius_m"], `${id}: radius_m`),
      };
    case "LineString":
      return {
        shape: "corridor",
        path: positions(coordinates, id),
        halfWidthM: number(p["half_width_m"], `${id}: half_width_m`),
      };
    case "Polygon": {
      const ring = positions((coordinates as unknown[] | undefined)?.[0], id);
      const first = ring[0];
      const last = ring[ring.length - 1];
      const closed = ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
      const marginM = number(p["margin_m"] ?? 0, `${id}: margin_m`);
      return { shape: "polygon", ring: closed ? ring.slice(0, -1) : ring, marginM };
    }
    default:
      throw new UnreadableAnswer(`${id}: geometry ${String(geometry?.["type"])} is not known here`);
  }
}

function positions(value: unknown, id: string): LonLat[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new UnreadableAnswer(`${id}: no positions`);
  return value.map((each) => position(each, id));
}

function position(value: unknown, id: string): LonLat {
  if (!Array.isArray(value)) throw new UnreadableAnswer(`${id}: not a position`);
  return [number(value[0], `${id}: longitude`), number(value[1], `${id}: latitude`)];
}

function number(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new UnreadableAnswer(`${what} is not a number`);
  }
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string" || value === "") throw new UnreadableAnswer(`${what} is missing`);
  return value;
}

function oneOf(value: unknown, known: readonly string[], what: string): string {
  if (typeof value !== "string" || !known.includes(value)) {
    throw new UnreadableAnswer(`${what} ${String(value)} is not known here`);
  }
  return value;
}

function time(value: unknown, what: string): number {
  const ms = typeof value === "string" ? parseTime(value) : undefined;
  if (ms === undefined) throw new UnreadableAnswer(`${what} is not a time`);
  return ms;
}

/**
 * Another party's words with everything removed that could rearrange or hide the text around them:
 * control characters and Unicode's direction marks.
 */
export function legible(words: string): string {
  return words.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "").trim();
}
