import * as z from "zod";

/** How promising a lead is: a number from 0 to 100, and the rules that it comes from. */
export const Score = z.strictObject({
  points: z.int().min(0).max(100),
  reasons: z.array(z.strictObject({ rule: z.string().max(60), points: z.int() })).max(60),
});

/** How promising a lead is, and why. */
export type Score = z.output<typeof Score>;
