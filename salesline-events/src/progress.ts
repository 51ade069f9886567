import type { UnknownEvent } from "./envelope.ts";

/** How far a consumer is with the events of one record: JSON, so that any store can keep it. */
export interface Progress {
  /** All events of the record up to this number are done. */
  readonly seq: number;
  /** Later ones that are done too, where events are taken in any order. */
  readonly also?: readonly number[];
  /** Events that came before their turn. */
  readonly waiting?: readonly UnknownEvent[];
}

export const START: Progress = { seq: 0 };

const bySeq = (a: UnknownEvent, b: UnknownEvent) => a.seq - b.seq;

/** Whether an event is done. */
export function isDone({ seq, also = [] }: Progress, event: UnknownEvent): boolean {
  return event.seq <= seq || also.includes(event.seq);
}

/** All up to this number is done. */
export function doneUpTo({ waiting = [] }: Progress, seq: number): Progress {
  const left = waiting.filter((event) => event.seq > seq);
  return left.length > 0 ? { seq, waiting: left } : { seq };
}

/** One more is done, whatever was before it. */
export function alsoDone({ seq: before, also: known = [] }: Progress, done: number): Progress {
  const also = [...known, done].toSorted((a, b) => a - b);
  let seq = before;
  while (also[0] === seq + 1) seq = also.shift() ?? seq;
  return also.length > 0 ? { seq, also } : { seq };
}

/** An event waits for those before it; undefined when it does so already. */
export function alsoWaiting(progress: Progress, event: UnknownEvent): Progress | undefined {
  const { waiting = [] } = progress;
  if (waiting.some(({ seq }) => seq === event.seq)) return undefined;
  return { ...progress, waiting: [...waiting, event].toSorted(bySeq) };
}

/** The event whose turn it is, when it waits. */
export function nextWaiting({ seq, waiting = [] }: Progress): UnknownEvent | undefined {
  return waiting.find((event) => event.seq === seq + 1);
}
