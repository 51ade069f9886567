import * as z from "zod";

// The annotation lets a bundle leave out the schemas that nothing of it uses.
/* @__NO_SIDE_EFFECTS__ */
/** Marks what tells of a person: who receives events sees it in their schemas as `x-personal-data`. */
export function personal<T extends z.ZodType>(schema: T): T {
  z.globalRegistry.add(schema, { "x-personal-data": true });
  return schema;
}
