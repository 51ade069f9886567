import * as z from "zod";
import { text } from "../kernel/text.ts";

/** What somebody agreed to: which text in which version, when, and on which page. */
export const Consent = z.strictObject({
  id: text(60),
  version: text(40),
  text: text(2000),
  given: z.boolean(),
  at: z.iso.datetime(),
  page: text(1000).optional(),
});

/** What somebody agreed to. */
export type Consent = z.output<typeof Consent>;
