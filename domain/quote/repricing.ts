import * as z from "zod";
import { MAX_CHARGES } from "../document/charge.ts";
import { MAX_LINES } from "../document/line.ts";
import { PriceChange } from "../document/reprice.ts";

const FIELDS = PriceChange.shape.field.options.length;

/** When prices were refreshed last, and what that changed. */
export const Repricing = z.object({
  at: z.iso.datetime(),
  changes: z.array(PriceChange).max((MAX_LINES + MAX_CHARGES) * FIELDS),
});
