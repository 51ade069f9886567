import * as z from "zod";

const Answer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * The items that a function reports as failed: none for an empty answer, "all" for one that Lambda does not accept
 * (another shape, an empty identifier, or one that is not in the batch).
 */
export function failedItems(payload: unknown, batch: ReadonlySet<string>): ReadonlySet<string> | "all" {
  if (payload === null || payload === undefined || payload === "") return new Set();
  const answer = Answer.safeParse(payload);
  if (!answer.success) return "all";
  const failed = new Set((answer.data.batchItemFailures ?? []).map((item) => item.itemIdentifier));
  return [...failed].every((item) => batch.has(item)) ? failed : "all";
}
