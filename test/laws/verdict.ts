import { isDeepStrictEqual } from "node:util";

/** What is wrong, in words; nothing when all is well. */
export type Verdict = string[];

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Whether two values are the same as JSON. */
export const same = (a: unknown, b: unknown) => isDeepStrictEqual(json(a), json(b));

/** Nothing when it holds, else the words. */
export const unless = (holds: boolean, words: string): Verdict => (holds ? [] : [words]);
