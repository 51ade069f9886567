import * as z from "zod";
import { FormId, ImportId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { Language } from "../kernel/process.ts";
import { text } from "../kernel/text.ts";

/** Fields that a rule may ask to be filled. */
export const askedFields = [
  "firstName",
  "lastName",
  "jobTitle",
  "email",
  "phone",
  "phoneE164",
  "address",
  "company",
  "website",
  "campaign",
  "productFamily",
  "note",
  "need",
  "budget",
  "timeframe",
  "purchaseProcess",
  "decisionMaker",
  "account",
  "contact",
] as const;

const some = <T extends z.ZodType>(item: T, most = 50) => z.array(item).min(1).max(most).optional();
const Domain = z
  .string()
  .max(253)
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, { error: "must be a domain in small letters: example.com" });

/**
 * What must be true of a lead for a rule to hold: all that is named here, and of each list one. Nothing named holds
 * for every lead.
 */
export const LeadCondition = z.strictObject({
  source: some(z.enum(["web", "email", "card", "import", "manual"])),
  form: some(FormId),
  import: some(ImportId),
  campaign: some(text(200)),
  language: some(Language),
  /** Of the address, as a two-letter code. */
  country: some(text(60)),
  productFamily: some(text(80)),
  company: some(text(200)),
  /** The address is one that everybody can have, or of a domain of its own. */
  mail: z.enum(["free", "own"]).optional(),
  /** The domain of the address is one of these, or below it. */
  mailDomain: some(Domain, 500),
  /** All of these are filled. */
  filled: some(z.enum(askedFields)),
  /** The budget is at least this, in the same currency. */
  budgetAtLeast: Money.optional(),
  /** The person has written again so often. */
  touchesAtLeast: z.int().min(1).max(1000).optional(),
  /** Questions of a form, each answered with one of these. */
  answers: z.record(text(100), z.array(text(2000)).min(1).max(50)).optional(),
});

/** What must be true of a lead for a rule to hold. */
export type LeadCondition = z.output<typeof LeadCondition>;
