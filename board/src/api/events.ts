/**
 * Server-sent events, read by hand over `fetch`: the browser's own reader hides the heartbeat, and
 * a board that cannot tell silence from a dead connection would show an old picture as today's.
 */

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** Turns the text of an event stream into events, whatever the pieces it arrives in. */
export class EventReader {
  lastId = "";
  #rest = "";
  #name = "";
  #data: string[] = [];

  /** The events completed by `piece`. Comments count as a sign of life only. */
  read(piece: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    const text = this.#rest + piece;
    // A lone carriage return at the end may be the first half of a line end.
    const complete = text.endsWith("\r") ? text.slice(0, -1) : text;
    const lines = complete.split(/\r\n|\r|\n/);
    this.#rest = (lines.pop() ?? "") + text.slice(complete.length);
    for (const line of lines) {
      const event = this.#line(line);
      if (event) events.push(event);
    }
    return events;
  }

  #line(line: string): ServerEvent | undefined {
    if (line === "") {
      const event = { name: this.#name || "message", data: this.#data.join("\n") };
      const empty = this.#data.length === 0;
      this.#name = "";
      this.#data = [];
      return empty ? undefined : event;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#name = value;
    else if (field === "data") this.#data.push(value);
    else if (field === "id" && !value.includes("\0")) this.lastId = value;
    return undefined;
  }
}

/** The node sends a comment every 10 seconds. */
const SILENCE_MS = 25_000;
const RETRY_FIRST_MS = 500;
const RETRY_MOST_MS = 5_000;

export interface StreamListener {
  opened(): void;
  /** Any byte at all. */
  alive(): void;
  event(event: ServerEvent): void;
  lost(why: string): void;
  signedOut(): void;
}

/** Keeps one stream to the own node open until `close`; reconnects by itself. */
export class EventStream {
  readonly #url: string;
  readonly #listener: StreamListener;
  #closed = false;
  #lastId = "";
  #retryMs = RETRY_FIRST_MS;
  #abort: AbortController | undefined;

  constructor(url: string, listener: StreamListener) {
    this.#url = url;
    this.#listener = listener;
    void this.#run();
  }

  close(): void {
    this.#closed = true;
    this.#abort?.abort();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      let why = "the stream ended";
      try {
        await this.#once();
      } catch (e) {
        why = e instanceof Error ? e.message : String(e);
      }
      if (this.#closed) return;
      this.#listener.lost(why);
      await new Promise((resolve) => setTimeout(resolve, this.#retryMs));
      this.#retryMs = Math.min(RETRY_MOST_MS, this.#retryMs * 2);
    }
  }

  async #once(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    let watch = 0;
    const heard = (): void => {
      clearTimeout(watch);
      watch = window.setTimeout(() => abort.abort(new Error("silence")), SILENCE_MS);
    };
    heard();
    try {
      const answer = await fetch(this.#url, {
        headers: {
          Accept: "text/event-stream",
          ...(this.#lastId && { "Last-Event-ID": this.#lastId }),
        },
        cache: "no-store",
        signal: abort.signal,
      });
      if (answer.status === 401) {
        this.#closed = true;
        this.#listener.signedOut();
        return;
      }
      if (!answer.ok || !answer.body) throw new Error(`the node answered ${answer.status}`);
      this.#retryMs = RETRY_FIRST_MS;
      this.#listener.opened();
      await this.#readAll(answer.body, heard);
    } finally {
      clearTimeout(watch);
    }
  }

  async #readAll(body: ReadableStream<Uint8Array>, heard: () => void): Promise<void> {
    const events = new EventReader();
    events.lastId = this.#lastId;
    const decoder = new TextDecoder();
    const pieces = body.getReader();
    for (;;) {
      const { done, value } = await pieces.read();
      if (done) return;
      heard();
      this.#listener.alive();
      for (const event of events.read(decoder.decode(value, { stream: true }))) {
        this.#listener.event(event);
      }
      this.#lastId = events.lastId;
    }
  }
}
