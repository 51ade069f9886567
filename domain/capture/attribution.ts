import * as z from "zod";
import { text } from "../kernel/text.ts";
import { personal } from "../kernel/personal.ts";

const part = text(300).optional();

/** The most click ids that one attribution may have. */
export const MAX_CLICK_IDS = 20;

/** Where a lead came from before it wrote: campaign parameters (utm_*), click ids of advertisers, and the pages it came over. */
export const Attribution = z.strictObject({
  utm: z
    .strictObject({ source: part, medium: part, campaign: part, term: part, content: part, id: part })
    .optional(),
  /** By parameter, such as { "gclid": "..." }. */
  clickIds: personal(
    z
      .record(z.string().regex(/^[a-z][a-z0-9_]{0,29}$/), text(500))
      .refine((ids) => Object.keys(ids).length <= MAX_CLICK_IDS, {
        error: `can have at most ${MAX_CLICK_IDS} entries`,
      }),
  ).optional(),
  /** The page that led to the landing page, and the one that the form was on. */
  referrer: text(1000).optional(),
  landingPage: text(1000).optional(),
  page: text(1000).optional(),
});

/** Where a lead came from before it wrote; carried on its deal to the invoice. */
export type Attribution = z.output<typeof Attribution>;
