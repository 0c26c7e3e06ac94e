/** Files that are brought to be attached, and those that came with a message. */

import { Refused } from "./client";

export interface Attachment {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export interface AttachmentHere extends Attachment {
  readonly received: number;
  readonly whole: boolean;
  readonly erased: boolean;
}

interface Upload {
  readonly id: string;
  readonly received: number;
  readonly whole: boolean;
}

/** As the node takes them: larger ones are said to be before anything is brought. */
export const BYTES_MAX = 16 * 1024 * 1024;
export const EACH_MAX = 8;
const PIECE_BYTES = 512 * 1024;

const path = (id: string): string => `/api/v1/messages/${encodeURIComponent(id)}/attachments`;

/** Where an attachment is saved from. */
export const address = (id: string, number: number): string => `${path(id)}/${number}`;

export const attachments = async (id: string): Promise<AttachmentHere[]> =>
  ((await ask("GET", path(id))) as { attachments: AttachmentHere[] }).attachments;

/** Brings a file, piece by piece; what is half there after a trouble goes on where it stopped. */
export class Bringing {
  readonly #file: File;
  #id: string | undefined;

  constructor(file: File) {
    this.#file = file;
  }

  get name(): string {
    return this.#file.name;
  }

  /** @returns by what name the file can be attached */
  async bring(progress: (received: number, size: number) => void): Promise<string> {
    const { size } = this.#file;
    let upload = await this.#begin();
    while (!upload.whole) {
      progress(upload.received, size);
      const piece = this.#file.slice(upload.received, upload.received + PIECE_BYTES);
      upload = (await ask(
        "POST",
        `/api/v1/uploads/${upload.id}?from=${upload.received}`,
        piece,
      )) as Upload;
    }
    progress(size, size);
    return upload.id;
  }

  async #begin(): Promise<Upload> {
    if (this.#id !== undefined) return (await ask("GET", `/api/v1/uploads/${this.#id}`)) as Upload;
    const digest = await crypto.subtle.digest("SHA-256", await this.#file.arrayBuffer());
    const sha256 = [...new Uint8Array(digest)]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    const about = {
      name: this.#file.name,
      type: this.#file.type || "application/octet-stream",
      size: this.#file.size,
      sha256,
    };
    const upload = (await ask("POST", "/api/v1/uploads", JSON.stringify(about))) as Upload;
    this.#id = upload.id;
    return upload;
  }
}

async function ask(method: string, to: string, body?: BodyInit): Promise<unknown> {
  const answer = await fetch(to, {
    method,
    cache: "no-store",
    credentials: "same-origin",
    ...(body !== undefined && { body }),
  });
  if (answer.ok) return answer.json();
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  throw new Refused(
    problem.code ?? String(answer.status),
    problem.detail ?? `the node answered ${answer.status}`,
  );
}
