import * as z from "zod";

/** Marks what tells of a person: who receives events sees it in their schemas as `x-personal-data`. */
export function personal<T extends z.ZodType>(schema: T): T {
  z.globalRegistry.add(schema, { "x-personal-data": true });
  return schema;
}
