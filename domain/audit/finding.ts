import type { AnyStage } from "../kernel/stage.ts";
import type { Stored } from "../kernel/record.ts";

/**
 * What must always hold: I1 a command has one effect, whole or not at all; I2 each event reaches whom it concerns; I3 a
 * record is what its events say; I4 one order per accepted quote, one invoice per bill, one number each, without gaps;
 * I5 amounts add up; I6 nothing happens in a status that does not allow it; I7 the same key has the same answer; I8
 * nothing is stuck; I9 other systems get what they subscribe to, signed, and nothing else. See docs/prove.md.
 */
export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I8" | "I9";

/** Something that does not hold, told to a person. */
export interface Finding {
  readonly invariant: Invariant;
  /** The id of the record, or what else it is about: the key of an item, of a command. */
  readonly record: string;
  /** "" when it is not known. */
  readonly deal: string;
  readonly text: string;
  /** Something that follows by itself is not there: it may still come, unless it waits among the dead letters. */
  readonly waits?: true;
  /** When what it is about last changed: what is seconds old may only be on its way. */
  readonly since?: string;
}

/** A finding before it is said which deal it is of. */
export type Found = Omit<Finding, "deal" | "since">;

/** A record as it is kept, with its stage. */
export interface Kept {
  readonly stage: AnyStage;
  readonly stored: Stored;
}

/** Nothing when it holds, else what is found. */
export function unless(holds: boolean, invariant: Invariant, record: string, text: string): Found[] {
  return holds ? [] : [{ invariant, record, text }];
}

/** The same of something that follows by itself, and may only be late. */
export function unlessLate(holds: boolean, invariant: Invariant, record: string, text: string): Found[] {
  return holds ? [] : [{ invariant, record, text, waits: true }];
}
