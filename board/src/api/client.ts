/** The board's questions to its own node. Nothing else is ever asked: one origin, one session. */

import type { AgreementVerb, RulesChanges } from "./agreements";
import type { ArticleFinding } from "./articles";
import type { Proposals, Windows, WindowsAsked, Would } from "./lookahead";
import type { Crossing, CrossingsAnswer, CrossingVerb, OperationBasis } from "./claims";
import {
  type Alarm,
  type Card,
  type ChannelTest,
  type Doubt,
  type Finding,
  type FindingsAnswer,
  type Link,
  type LonLat,
  type Me,
  type Message,
  type MessageToSend,
  type OfferToMake,
  type Phrase,
  type Operation,
  type ReadBackToSay,
  type ReceiptEntry,
  type Rules,
  type Watch,
  readOperations,
} from "./shapes";

export class SignedOut extends Error {}

/** A refusal in the node's own words. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

const ANSWER_WITHIN_MS = 20_000;

export const me = (): Promise<Me> => get<Me>("/api/v1/me");

export const links = async (): Promise<Link[]> =>
  (await get<{ links: Link[] }>("/api/v1/links")).links;

export const cards = async (): Promise<Card[]> =>
  (await get<{ cards: Card[] }>("/api/v1/cards")).cards;

const A_PAGE = 5_000;

/** A page of the board holds no more operations, nor more findings: it would stand still. */
export const SHOWN_MAX = 20_000;

/** The farthest that a node looks around a place. */
export const AROUND_M_MAX = 200_000;

/** Operations, and how many there are of which these are some. */
export interface Operations {
  readonly operations: readonly Operation[];
  readonly total: number;
}

/** Those whose ids come first, up to so many, however many pages that takes. */
async function operationsBy(query: string, most: number): Promise<Operations> {
  const all: Operation[] = [];
  let after = "";
  for (;;) {
    const limit = Math.min(A_PAGE, most - all.length);
    const page = await get<{ total: number; next?: string }>(
      `/api/v1/operations?${query}limit=${limit}${after}`,
    );
    all.push(...readOperations(page));
    if (page.next === undefined || all.length >= most) {
      return { operations: all, total: page.total };
    }
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

export const operations = (most = SHOWN_MAX): Promise<Operations> => operationsBy("", most);

const around = (at: LonLat, radiusM: number, moment: number): string =>
  new URLSearchParams({
    near: `${at[1].toFixed(6)},${at[0].toFixed(6)}`,
    radius_m: String(Math.ceil(radiusM)),
    at: new Date(moment).toISOString(),
  }).toString() + "&";

/** What is live around a place at a moment. */
export const operationsAround = (at: LonLat, radiusM: number, moment: number): Promise<Operations> =>
  operationsBy(around(at, radiusM, moment), SHOWN_MAX);

/** Those whose ids come first, up to so many, however many pages that takes. */
async function findingsBy(query: string, most: number): Promise<FindingsAnswer> {
  const all: Finding[] = [];
  let after = "";
  for (;;) {
    const limit = Math.min(A_PAGE, most - all.length);
    const page = await get<FindingsAnswer>(`/api/v1/findings?${query}limit=${limit}${after}`);
    all.push(...page.findings);
    if (page.next === undefined || all.length >= most) return { ...page, findings: all };
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

export const findings = (most = SHOWN_MAX): Promise<FindingsAnswer> => findingsBy("", most);

/** What is found between what is live around a place at a moment and any others. */
export const findingsAround = (
  at: LonLat,
  radiusM: number,
  moment: number,
): Promise<FindingsAnswer> => findingsBy(around(at, radiusM, moment), SHOWN_MAX);

/** All of them, however many pages that takes. */
export const articleFindings = async (): Promise<ArticleFinding[]> => {
  const path = `/api/v1/article-findings?limit=${A_PAGE}`;
  const all: ArticleFinding[] = [];
  let after = "";
  for (;;) {
    const page = await get<{ findings: ArticleFinding[]; next?: string }>(path + after);
    all.push(...page.findings);
    if (page.next === undefined) return all;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
};

/** The latest reports of crossings, the last one first. */
export const crossings = async (): Promise<readonly Crossing[]> =>
  (await get<CrossingsAnswer>("/api/v1/crossings?limit=100")).crossings;

export const reportCrossing = (report: object): Promise<unknown> =>
  ask("POST", "/api/v1/crossings", report);

export const sayOfCrossing = (id: string, verb: CrossingVerb, body: object): Promise<unknown> =>
  ask("POST", `/api/v1/crossings/${encodeURIComponent(id)}/${verb}`, body);

const basisPath = (operation: string): string =>
  `/api/v1/operations/${encodeURIComponent(operation)}/basis`;

export const basisOf = (operation: string): Promise<OperationBasis> =>
  get<OperationBasis>(basisPath(operation));

export const sayOfBasis = (
  operation: string,
  verb: "contest" | "take-back",
  words: string,
): Promise<unknown> => ask("POST", `${basisPath(operation)}/${verb}`, { words });

export const receipts = async (operation: string): Promise<ReceiptEntry[]> => {
  const query = new URLSearchParams({ operation });
  return (await get<{ entries: ReceiptEntry[] }>(`/api/v1/receipts?${query}`)).entries;
};

export const rules = (): Promise<Rules> => get<Rules>("/api/v1/rules");

export const proposeRules = (document: object): Promise<unknown> =>
  ask("POST", "/api/v1/rules", document);

const rulesPath = (hash: string): string => `/api/v1/rules/${encodeURIComponent(hash)}`;

export const adoptRules = (hash: string): Promise<unknown> =>
  ask("POST", `${rulesPath(hash)}/adopt`, {});

/** In what it differs from what is in force, or from what it answers. */
export const rulesChanges = (hash: string): Promise<RulesChanges> =>
  get<RulesChanges>(`${rulesPath(hash)}/changes`);

export const askStep = (hash: string, verb: AgreementVerb, body: object): Promise<unknown> =>
  ask("POST", `${rulesPath(hash)}/${verb}`, body);

/** Does what another person of this party asked for. */
export const confirmStep = (id: string): Promise<unknown> =>
  ask("POST", `/api/v1/agreement-asks/${encodeURIComponent(id)}/confirm`, {});

export const alarms = async (): Promise<Alarm[]> =>
  (await get<{ alarms: Alarm[] }>("/api/v1/alarms")).alarms;

export const watches = async (): Promise<Watch[]> =>
  (await get<{ watches: Watch[] }>("/api/v1/watch")).watches;

const atDesk = (desk: string, act: string, body: object): Promise<unknown> =>
  ask("POST", `/api/v1/watch/${encodeURIComponent(desk)}/${act}`, body);

/** The note for the relief is named, so that what was read is what is signed. */
export const takeWatch = (desk: string, note: string | undefined): Promise<unknown> =>
  atDesk(desk, "take", note === undefined ? {} : { note });

export const handOver = (desk: string, text: string): Promise<unknown> =>
  atDesk(desk, "hand-over", { text });

export const leaveWatch = (desk: string): Promise<unknown> => atDesk(desk, "leave", {});

export const channelTests = async (): Promise<ChannelTest[]> =>
  (await get<{ tests: ChannelTest[] }>("/api/v1/channel-tests")).tests;

export const testChannel = (to: readonly string[]): Promise<unknown> =>
  ask("POST", "/api/v1/channel-tests", { to });

export const phrases = async (): Promise<Phrase[]> =>
  (await get<{ phrases: Phrase[] }>("/api/v1/phrases")).phrases;

/** The latest, the last one first. */
export const messages = async (): Promise<Message[]> =>
  (await get<{ messages: Message[] }>("/api/v1/messages?limit=200")).messages;

/** At most so many of them are asked for. */
export const AWAITING_MAX = 200;

/** What no person of this party has acknowledged yet, the most urgent first. */
export const awaiting = async (): Promise<Message[]> =>
  (await get<{ messages: Message[] }>(`/api/v1/messages?awaiting=true&limit=${AWAITING_MAX}`))
    .messages;

export const send = async (message: MessageToSend): Promise<Message> =>
  (await ask("POST", "/api/v1/messages", message)) as Message;

export type Step = "read" | "acknowledge" | "act" | "confirm" | "dispute";

/** Says of a message to this party what its people did with it, or what they say of a talk. */
export const note = (id: string, step: Step, words = ""): Promise<unknown> =>
  ask("POST", `/api/v1/messages/${encodeURIComponent(id)}/${step}`, words ? { note: words } : {});

const findingPath = (id: string): string => `/api/v1/findings/${encodeURIComponent(id)}`;

/** The changes of either side that would end it. */
export const proposals = (id: string): Promise<Proposals> =>
  get<Proposals>(`${findingPath(id)}/proposals`);

const operationPath = (id: string): string => `/api/v1/operations/${encodeURIComponent(id)}`;

/** What would be found if these operations were declared, or that one revised. Files nothing. */
export const whatIf = async (body: object, revised?: string): Promise<readonly Would[]> =>
  revised === undefined
    ? ((await ask("POST", "/api/v1/what-if", body)) as { operations: Would[] }).operations
    : [(await ask("POST", `${operationPath(revised)}/what-if`, body)) as Would];

/** When one operation would have no conflict with what was disclosed. Files nothing. */
export const windows = async (body: object, asked: WindowsAsked): Promise<Windows> => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value as string);
  const path = "/api/v1/windows";
  return (await ask("POST", query.size === 0 ? path : `${path}?${query}`, body)) as Windows;
};

export const declareOperation = (body: object, revised?: string): Promise<unknown> =>
  ask("POST", revised === undefined ? "/api/v1/operations" : `${operationPath(revised)}/revise`, body);

/** Takes a finding up for this desk. */
export const takeFinding = (id: string): Promise<unknown> =>
  ask("POST", `${findingPath(id)}/take`, {});

/** Offers, or asks for, a change of one of the two operations. */
export const offerChange = (id: string, offer: OfferToMake): Promise<unknown> =>
  ask("POST", `${findingPath(id)}/offer`, offer);

export const answerOffer = (
  id: string,
  answer: "agree" | "decline" | "withdraw",
  body: { readonly reason?: string },
): Promise<unknown> => ask("POST", `/api/v1/offers/${encodeURIComponent(id)}/${answer}`, body);

/** What a message says of where and when, as a person has entered it. */
export const readBack = (id: string, said: ReadBackToSay): Promise<unknown> =>
  ask("POST", `/api/v1/messages/${encodeURIComponent(id)}/read-back`, said);

/** What speaks against a position that was typed, in a message that goes on with that one. */
export const checkPosition = async (
  position: string,
  message: string | undefined,
): Promise<readonly Doubt[]> => {
  const question = message === undefined ? { position } : { position, message };
  const answer = await ask("POST", "/api/v1/positions/check", question);
  return (answer as { doubts: Doubt[] }).doubts;
};

export const signIn = (code: string): Promise<unknown> => ask("POST", "/api/v1/session", { code });

export interface PasskeyOptions {
  readonly challenge: string;
  readonly to_sign: string;
  readonly host: string;
}

export interface EnrolmentOptions extends PasskeyOptions {
  readonly person: string;
  readonly role: string;
}

export const enrolmentOptions = async (code: string): Promise<EnrolmentOptions> =>
  (await ask("POST", "/api/v1/enrolment/options", { code })) as EnrolmentOptions;

export const enrol = (enrolment: object): Promise<unknown> =>
  ask("POST", "/api/v1/enrolment", enrolment);

export const passkeyOptions = async (): Promise<PasskeyOptions> =>
  (await ask("POST", "/api/v1/session/options", {})) as PasskeyOptions;

export const signInByPasskey = (answer: object): Promise<unknown> =>
  ask("POST", "/api/v1/session/passkey", answer);

/** What is to be shown before it is signed. */
export interface Signing {
  readonly id: string;
  readonly words: string;
  readonly act: string;
  readonly to_sign: string;
  readonly host: string;
  readonly credential: string;
}

export const askToSign = async (act: object): Promise<Signing> =>
  (await ask("POST", "/api/v1/signing", act)) as Signing;

export const signed = (id: string, answer: object): Promise<unknown> =>
  ask("POST", `/api/v1/signing/${encodeURIComponent(id)}`, answer);

export const signOut = (): Promise<unknown> => ask("DELETE", "/api/v1/session");

/** Adds readers to an own operation. What was shown cannot be taken back. */
export const disclose = (operation: string, to: readonly string[]): Promise<unknown> =>
  ask("POST", `/api/v1/operations/${encodeURIComponent(operation)}/disclose`, { to });

/** Where the evidence file about a document of rules is downloaded from. */
export const agreementBundleAddress = (agreement: string): string =>
  `/api/v1/bundle?${new URLSearchParams({ agreement })}`;

/** Where the evidence file about a party's desks, people and links is downloaded from. */
export const partyBundleAddress = (party: string): string =>
  `/api/v1/bundle?${new URLSearchParams({ party })}`;

/** Where the evidence file about a thread is downloaded from. */
export const threadBundleAddress = (message: string): string =>
  `/api/v1/bundle?${new URLSearchParams({ message })}`;

/** Where the evidence file about a finding is downloaded from. */
export const bundleAddress = (finding: string): string =>
  `/api/v1/bundle?${new URLSearchParams({ finding })}`;

async function get<T>(path: string): Promise<T> {
  return (await ask("GET", path)) as T;
}

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(path, {
    method,
    cache: "no-store",
    credentials: "same-origin",
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    headers: {
      Accept: "application/json, application/geo+json, application/problem+json",
      ...(body && { "Content-Type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw await refusal(answer);
  return answer.status === 204 ? undefined : answer.json();
}

async function refusal(answer: Response): Promise<Refused> {
  try {
    const problem = (await answer.json()) as { code?: string; detail?: string; title?: string };
    const words = problem.detail ?? problem.title ?? `the node answered ${answer.status}`;
    return new Refused(problem.code ?? String(answer.status), words);
  } catch {
    return new Refused(String(answer.status), `the node answered ${answer.status}`);
  }
}
