import { sha256 } from "@noble/hashes/sha2.js";
import { Day } from "../kernel/text.ts";
import { QuoteTerms } from "./terms.ts";

/** What the customer sees of a quote. */
const Content = QuoteTerms.pick({
  account: true,
  contact: true,
  topic: true,
  currency: true,
  revision: true,
  lines: true,
  discount: true,
  charges: true,
  totals: true,
  paymentTerms: true,
  note: true,
}).extend({ validUntil: Day.optional() });

/** JSON without white space and with sorted keys, so that the same content is always the same text (RFC 8785). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`);
  return `{${fields.join(",")}}`;
}

/** The SHA-256 of all that the customer sees of a quote, in hexadecimal digits: another word of it is another hash. */
export function contentHash(terms: QuoteTerms & { readonly validUntil?: string | undefined }): string {
  const bytes = sha256(new TextEncoder().encode(canonical(Content.parse(terms))));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The hash of what is approved: all that the customer sees but the last day, which may still be chosen when it is sent. */
export function approvedHash(terms: QuoteTerms): string {
  return contentHash({ ...terms, validUntil: undefined });
}
