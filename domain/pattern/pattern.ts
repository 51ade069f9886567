/**
 * The event-pattern language of EventBridge rules and of Lambda event source filters.
 *
 * It follows AWS's Event Ruler; `pattern-tree.ts` says what is done with arrays and absent fields. Where the cloud and
 * this differ: numbers are compared by value, so `1e12` equals `1000000000000`; a name with a dot is one name, not a
 * path; how costly a set of wildcards is, is not judged; a JSON text with the same name twice counts its last one.
 */
import { readPattern } from "./pattern-fields.ts";
import { PatternFault } from "./pattern-fault.ts";
import { isRecord } from "./pattern-json.ts";
import { holds } from "./pattern-tree.ts";

/** A pattern ready to be tried on many events, or why it is not one. */
export type CompiledPattern =
  | { readonly ok: true; readonly matches: (event: unknown) => boolean }
  | {
      readonly ok: false;
      /** In one line, as AWS says it. */
      readonly reason: string;
      readonly why: string;
      /** The names of the fields that lead to what is wrong; none when it is the pattern itself. */
      readonly field: readonly string[];
    };

/** Compiles a parsed JSON pattern; `matches` takes any parsed JSON and is true only for objects that fit. */
export function compilePattern(pattern: unknown): CompiledPattern {
  try {
    const alternatives = readPattern(pattern);
    return {
      ok: true,
      matches: (event) => isRecord(event) && alternatives.some((alternative) => holds(alternative, event)),
    };
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    const { message, why, field } = error;
    return { ok: false, reason: `Event pattern is not valid. Reason: ${message}`, why, field };
  }
}
