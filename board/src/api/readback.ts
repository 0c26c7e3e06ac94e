/** How messages are read back, as `openapi.yaml` gives it. */

/** What one reader has read back of a message's places, and of a warning's area and times. */
export interface ReadBack {
  readonly state: "not-read-back" | "confirmed" | "differs";
  readonly difference_m: number;
  readonly places: readonly { readonly place: number; readonly readings: readonly Reading[] }[];
  readonly difference_s?: number;
  readonly warning?: readonly {
    readonly item: "around" | "start" | "end" | "answer-by";
    readonly readings: readonly WarningReading[];
  }[];
}

/** What a reader has entered of a warning's area, or of one of its times. */
export interface WarningReading {
  readonly time: string;
  readonly position?: string;
  readonly radius_m?: number;
  readonly difference_m?: number;
  readonly read?: string;
  readonly difference_s?: number;
  readonly differs: boolean;
  readonly by?: string;
}

/** What is read back of a message, as it is typed. */
export interface ReadBackToSay {
  readonly places: readonly { readonly place: number; readonly position: string }[];
  readonly around?: { readonly position: string; readonly radius_m: number };
  readonly start?: string;
  readonly end?: string;
  readonly answer_by?: string;
}

export interface Reading {
  readonly time: string;
  readonly position: string;
  readonly difference_m: number;
  readonly differs: boolean;
  readonly by?: string;
}
