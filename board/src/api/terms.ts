/** What rules say of the channel, and by which article of which version something is agreed. */

export interface TermsText {
  readonly ladder?: { readonly next_desk_s: number; readonly commander_s: number };
  readonly answer_deadlines?: readonly {
    readonly precedence: string;
    readonly acknowledged_s?: number;
    readonly answered_s?: number;
  }[];
  readonly test_times?: readonly string[];
}

export interface Agreed {
  readonly article: string;
  readonly rules: readonly {
    readonly hash: string;
    readonly number: number;
    readonly title: string;
  }[];
  /** The two hold to different versions: the strictest counts. */
  readonly disputed: boolean;
}

/** What a reader owes the author of a message. */
export interface AnswerDue extends Agreed {
  readonly what: "acknowledged" | "answered";
  readonly until: string;
  readonly done?: string;
  readonly overdue: boolean;
  readonly late: boolean;
}
