import * as z from "zod";

/** What could not be taken as it stands in a row: the value is kept in the lead's text. */
export const Flag = z.object({
  column: z.string().max(100),
  value: z.string().max(100),
  reason: z.enum([
    "not-an-email",
    "not-a-website",
    "not-a-language",
    "not-a-lead",
    "damaged-number",
    "too-long",
    "several-values",
    "more-cells",
    "fewer-cells",
  ]),
});

/** What could not be taken as it stands in a row. */
export type Flag = z.output<typeof Flag>;
