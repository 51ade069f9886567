import * as z from "zod";
import { rawText } from "../kernel/text.ts";

/** What a field was read from. */
export const Origin = z.enum([
  "form",
  "header",
  "signature",
  "body",
  "vcard",
  "mecard",
  "ocr",
  "csv",
  "person",
]);

/** By field: what it was read from, and how sure that is in percent where it is not certain. */
export const Provenance = z.record(
  rawText(60),
  z.strictObject({ from: Origin, confidence: z.int().min(0).max(100).optional() }),
);

/** By field: what it was read from. */
export type Provenance = z.output<typeof Provenance>;
