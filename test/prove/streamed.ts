import * as z from "zod";
import type { Item } from "./plant.ts";

const Streamed = z.object({ envelope: z.string(), commit: z.object({ first: z.int(), last: z.int() }) });

/** An event item as the stream has it. */
export function imageOf(item: Item) {
  const { envelope, commit } = Streamed.parse(item);
  const M = { first: { N: String(commit.first) }, last: { N: String(commit.last) } };
  return { envelope: { S: envelope }, commit: { M } };
}
