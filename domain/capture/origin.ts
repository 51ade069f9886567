import * as z from "zod";
import { text } from "../kernel/text.ts";
import { Attribution } from "./attribution.ts";

/** How somebody came to us: by a web form, a mail, a business card, a list, or written down by hand. */
export const LeadSource = z.enum(["web", "email", "card", "import", "manual"]);

const MAX_BYTES = 8000;
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** The attribution of a deal: each of its records and most of its events have it, so it must stay small. */
export const DealAttribution = Attribution.refine((attribution) => bytesOf(attribution) <= MAX_BYTES, {
  error: `must have at most ${MAX_BYTES} bytes as JSON: leave out what is long`,
});

/** Where a deal came from: kept from the lead to the invoice. */
export const origin = {
  source: LeadSource.optional(),
  campaign: text(200).optional(),
  attribution: DealAttribution.optional(),
};

function withoutLongest(ids: Readonly<Record<string, string>>): Record<string, string> {
  const [longest] = Object.entries(ids).toSorted(([, a], [, b]) => b.length - a.length);
  return Object.fromEntries(Object.entries(ids).filter(([name]) => name !== longest?.[0]));
}

/** One thing less: pages first, whose campaign is told by the parameters, then the longest click id. */
function shorter({ page, landingPage, referrer, clickIds = {}, ...utm }: Attribution): Attribution {
  const ids = { clickIds };
  if (page !== undefined) return { ...utm, ...ids, landingPage, referrer };
  if (referrer !== undefined) return { ...utm, ...ids, landingPage };
  if (landingPage !== undefined) return { ...utm, ...ids };
  return Object.keys(clickIds).length > 0 ? { ...utm, clickIds: withoutLongest(clickIds) } : {};
}

/** What of a lead's attribution goes on with its deal: all of it, unless it is longer than any that a browser sends. */
export function carriedAttribution(attribution: Attribution | undefined): Attribution | undefined {
  if (attribution === undefined || bytesOf(attribution) <= MAX_BYTES) return attribution;
  return carriedAttribution(shorter(attribution));
}
