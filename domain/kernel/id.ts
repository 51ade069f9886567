import * as z from "zod";

/** Prefixes of ids: the first three letters of the stage, `prs` for a process, `dle` for a dead letter, `whk` for a subscription (a webhook), and `dea` for a deal. */
export const idPrefixes = [
  "lea",
  "acc",
  "con",
  "pro",
  "pri",
  "tax",
  "opp",
  "quo",
  "ord",
  "inv",
  "cre",
  "act",
  "sel",
  "prs",
  "sub",
  "for",
  "imp",
  "tea",
  "cap",
  "dle",
  "whk",
  "exp",
  "dea",
] as const;

/** One of `idPrefixes`. */
export type IdPrefix = (typeof idPrefixes)[number];

/** An id such as `quo_01KAQ6Z3V9T4M0T3R5D9WXYZAB`: its prefix is part of its type, so that ids cannot be mixed up. */
export type Id<P extends IdPrefix> = `${P}_${string}`;

// A ULID, then what tells the children of one parent apart: `-r2` a revision, `-1` a fulfilment, `-c1` a credit.
const Suffix = z.string().regex(/^[0-9A-Z]{10,26}(?:-[a-z]?[0-9]{1,6}){0,4}$/);

/** The schema of an id with this prefix. */
export function idOf<P extends IdPrefix>(prefix: P) {
  const error = `must be an id such as ${prefix}_01KAQ6Z3V9T4M0T3R5D9WXYZAB`;
  return z.templateLiteral([prefix, "_", Suffix], { error });
}

export const LeadId = idOf("lea");
export const AccountId = idOf("acc");
export const ContactId = idOf("con");
export const ProductId = idOf("pro");
export const PriceListId = idOf("pri");
export const TaxCodeId = idOf("tax");
export const OpportunityId = idOf("opp");
export const QuoteId = idOf("quo");
export const OrderId = idOf("ord");
export const InvoiceId = idOf("inv");
export const CreditNoteId = idOf("cre");
export const ActivityId = idOf("act");
export const SellerId = idOf("sel");
export const ProcessId = idOf("prs");
export const SubmissionId = idOf("sub");
export const FormId = idOf("for");
export const ImportId = idOf("imp");
export const TeamId = idOf("tea");
export const CaptureId = idOf("cap");
export const DeadLetterId = idOf("dle");
export const SubscriptionId = idOf("whk");
export const ExportId = idOf("exp");
export const DealId = idOf("dea");

/** The id of the one child that this parent can have, so that a repeat can never make a second one; `nth` tells siblings apart. */
export function childId<P extends IdPrefix>(prefix: P, parent: string, nth?: number | string): Id<P> {
  const suffix = parent.slice(parent.indexOf("_") + 1);
  return nth === undefined ? `${prefix}_${suffix}` : `${prefix}_${suffix}-${nth}`;
}

/** The id that all revisions of a document share: without what tells siblings apart. */
export function familyOf(id: string): string {
  const [family = id] = id.split("-");
  return family;
}
