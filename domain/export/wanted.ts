import * as z from "zod";

/** The most types that one export names. */
export const MOST_TYPES = 60;

/** Which events: those of a type such as "quote.sent", or all of a stage as "quote.*". */
export const WantedType = z.string().regex(/^[a-z][a-z-]{0,39}\.(?:\*|[a-z][a-z-]{0,39})$/, {
  error: 'must be a type of event such as "quote.sent", or all of a stage such as "quote.*"',
});

/** Which events, by type; all when nothing is said. */
export const WantedTypes = z.array(WantedType).min(1).max(MOST_TYPES);

/** Whether events of this type are among those that are wanted. */
export function isWanted(type: string, types: readonly string[] | undefined): boolean {
  if (types === undefined || types.includes(type)) return true;
  return types.includes(`${type.slice(0, type.indexOf("."))}.*`);
}
