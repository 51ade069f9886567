import type { EventDefs, Stage } from "../../domain/kernel/stage.ts";

/** When an event type ends: from `on` consumers should move to `instead`, after `sunset` it is not published any more. */
export interface Deprecation {
  readonly on: string;
  readonly sunset: string;
  /** The type that takes its place. */
  readonly instead?: string;
}

/** What is said of an event type to people who integrate. */
export interface EventText {
  /** One or two sentences. */
  readonly text: string;
  /** The verbs of the actions that it may come of. */
  readonly by: readonly string[];
  /** The day of the first release with its first version. */
  readonly since?: string;
  readonly deprecated?: Deprecation;
}

type TypesOf<S> =
  S extends Stage<infer _, infer E> ? (E extends EventDefs ? keyof E & string : never) : never;

type Handled = `${string}.${"assigned" | "ticked" | "migrated"}`;

/** What is said of each event type of a stage; those of its handling are known when it runs: a test sees that none is missing. */
export type Texts<S> = { readonly [T in TypesOf<S>]: EventText } & { readonly [T in Handled]?: EventText };

/** What is said of the events of how records are handled, `record` being "the quote". */
export const assigned = (record: string): EventText => ({
  text: `Somebody else owns ${record} now, or nobody does: \`before\` and \`after\` are the owners, left out for none.`,
  by: ["assign"],
});

export const ticked = (record: string): EventText => ({
  text: `A check that the process asks for was ticked on ${record}, or opened again, and by whom.`,
  by: ["tick"],
});

export const migrated = (record: string): EventText => ({
  text: `The rules of another process, or of another version of it, hold for ${record} from now on.`,
  by: ["migrate"],
});
