import type { Finding } from "../../domain/audit/finding.ts";

/** An entry that the bus has accepted. */
export interface Published {
  /** Its DetailType. */
  readonly type: string;
  /** Its Detail, the text as it was sent. */
  readonly detail: string;
}

/** A message that the bus has put into a queue. */
export interface Delivered {
  /** Whose queue it is: the name of the reaction, or "set-timers", or another consumer. */
  readonly queue: string;
  /** The id of the event, `<record>#<seq>`. */
  readonly event: string;
}

/** A message that nobody could do. */
export interface Dead {
  /** Whose dead letters it lies in: the name of the reaction or of another consumer. */
  readonly queue: string;
  readonly body: string;
  /** Why, in words, where that is known. */
  readonly reason?: string | undefined;
}

/** How many messages still wait in a queue, also hidden and delayed ones. */
export interface Waiting {
  readonly queue: string;
  readonly messages: number;
}

/** An answer that was given, whether or not its client has seen it. */
export interface Told {
  readonly status: number;
  readonly body: unknown;
  readonly at?: string | undefined;
  /** Counts what happens at clients, requests that are sent and answers that come: one after the other where nothing is said. */
  readonly askedAs?: number | undefined;
  readonly answeredAs?: number | undefined;
}

/** An answer; "lost" when none came. */
export type Answered = Told | "lost";

/** What a client asked, and all answers to it, in the order in which they were asked for: each repeat of it had the same key and body. */
export interface Asked {
  /** The subject of the caller's token. */
  readonly caller: string;
  /** Idempotency-Key. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly answers: readonly Answered[];
}

/** A mail that the system has taken, with 250; one that was delivered twice is noted twice. */
export interface Handed {
  readonly messageId: string;
  readonly from: string;
}

/** A request that a receiver of webhooks has got. */
export interface Posted {
  /** The address that it came to: that of a subscription. */
  readonly url: string;
  /** Its `webhook-id`. */
  readonly id: string;
  /** Its `webhook-timestamp`. */
  readonly timestamp: string;
  /** Its `webhook-signature`. */
  readonly signature: string;
  readonly body: string;
  /** When it came, in milliseconds of a clock that is right. */
  readonly at: number;
  /** Counts what happens at receivers: requests that come, and answers that are given. */
  readonly cameAs: number;
  readonly answeredAs: number;
  /** The status that was answered. */
  readonly answer: number | "none";
}

/** A secret of a subscription, as its receiver came to know it. */
export interface KnownSecret {
  readonly secret: string;
  /** When it was shown, in milliseconds of the same clock. */
  readonly at: number;
  /** The one before it is good no more from then on. */
  readonly isAlone: boolean;
}

/** What receivers of webhooks know of a run. */
export interface Hooked {
  /** Every request, in order. */
  readonly posts: readonly Posted[];
  /** All secrets of each subscription, the oldest first, by its address. */
  readonly secrets: ReadonlyMap<string, readonly KnownSecret[]>;
}

/** All that is known of a run once nothing moves any more: what the checker judges. */
export interface History {
  /** Every item of the journal's table, as a plain object. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
  /** Every entry that the bus accepted, in order. */
  readonly published: readonly Published[];
  /** Every message that the bus put into a queue. */
  readonly delivered: readonly Delivered[];
  readonly dead: readonly Dead[];
  readonly waiting: readonly Waiting[];
  readonly commands: readonly Asked[];
  readonly mails?: readonly Handed[] | undefined;
  readonly hooked?: Hooked | undefined;
  /** Deals that a client has led to the end, by its answers: all that must follow from them must be there. */
  readonly finished?: readonly string[] | undefined;
}

/** Something that does not hold. */
export type Violation = Finding;
