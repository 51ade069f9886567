import * as z from "zod";
import { text } from "../kernel/text.ts";
import { personal } from "../kernel/personal.ts";

/** Why a submission has its verdict. */
export const reasonCodes = [
  // accepted and merged
  "new",
  "named-lead",
  "same-email",
  "same-phone",
  "similar-name-company",
  "similar-name-domain",
  "earlier-lead-closed",
  "known-contact",
  "known-account",
  "repeat",
  "reply-references",
  "reply-token",
  "reply-known-sender",
  "released",
  "confirmed",
  // held
  "awaiting-confirmation",
  "maybe-spam",
  "maybe-same",
  "automatic-mail",
  "bounce",
  "mail-loop",
  "newsletter",
  "too-many-from-sender",
  "authentication-failed",
  "virus",
  "unreadable",
  "low-confidence",
  "no-person",
  "captcha-unverified",
  // spam
  "spam-score",
  "spam-verdict",
  // rejected
  "discarded",
  "not-a-card",
] as const;

/** Why a submission has its verdict, in a code and where it helps in a few words. */
export const Reason = z.strictObject({ code: z.enum(reasonCodes), detail: personal(text(500)).optional() });

/** Why a submission has its verdict. */
export type Reason = z.output<typeof Reason>;

/** One of the codes of reasons. */
export type ReasonCode = Reason["code"];

/** One sign that a submission may be no enquiry, with what it adds to the spam score. */
export const Signal = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  points: z.int().min(-1000).max(1000),
  detail: personal(text(300)).optional(),
});

/** One sign that a submission may be no enquiry. */
export type Signal = z.output<typeof Signal>;
