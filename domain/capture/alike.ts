import * as z from "zod";
import { LeadId } from "../kernel/id.ts";

/** Leads that may be the same person, with how likely that is (0 to 100) and why. */
export const Alike = z
  .array(
    z.strictObject({
      lead: LeadId,
      score: z.int().min(0).max(100),
      reasons: z.array(z.string().max(40)).max(10),
    }),
  )
  .max(50);

/** Leads that may be the same person. */
export type Alike = z.output<typeof Alike>;
