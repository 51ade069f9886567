import * as z from "zod";
import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import { records } from "../../../domain/stages.ts";

const known = new Set(records.flatMap(({ name, events }) => [`${name}.*`, ...Object.keys(events)]));

const Named = z.object({ types: z.array(z.string()) });

/** Refuses types of events that there are not: an export of them would be empty, and nobody would know why. */
export function unknownTypes(input: unknown): Refusal | undefined {
  const named = Named.safeParse(input);
  if (!named.success) return undefined;
  const at = named.data.types.findIndex((type) => !known.has(type));
  if (at === -1) return undefined;
  const type = named.data.types[at] ?? "";
  const stage = type.slice(0, type.indexOf(".") + 1);
  const near = [...known].filter((other) => stage !== "" && other.startsWith(stage));
  const message = `There are no events of the type ${type.slice(0, 100)}`;
  return refuse("invalid_input", message, {
    fields: [{ pointer: `/types/${at}`, message }],
    allowed: near.length > 0 ? near : records.map(({ name }) => `${name}.*`),
  });
}
