import * as z from "zod";
import { origin } from "../capture/origin.ts";
import { adjustments } from "../document/charge.ts";
import { ExchangeRate } from "../document/customer.ts";
import { Lines, Totals } from "../document/line.ts";
import { handling } from "../kernel/handling.ts";
import { AccountId, ContactId, LeadId } from "../kernel/id.ts";
import { Currency, Money } from "../kernel/money.ts";
import { Day, text } from "../kernel/text.ts";
import { qualification } from "../lead/fields.ts";

/** What is asked for an opportunity. */
export const opportunityInput = {
  topic: text(300),
  account: AccountId.optional(),
  contact: ContactId.optional(),
  currency: Currency.optional(),
  ...qualification,
  proposedSolution: text(4000).optional(),
  estimatedRevenue: Money.optional(),
  estimatedCloseOn: Day.optional(),
  probability: z.int().min(0).max(100).optional(),
  campaign: text(200).optional(),
  /** Given once, then frozen: used only for reports. */
  exchangeRate: ExchangeRate.optional(),
};

const fields = z.object({ ...opportunityInput, currency: Currency });

/** Whether the estimated revenue was given by somebody or is calculated from the lines (net of tax). */
const Revenue = z.enum(["given", "calculated"]);

/** The fields of an opportunity with its lines and sums. */
export const OpportunityFields = fields.extend({
  source: origin.source,
  attribution: origin.attribution,
  lead: LeadId.optional(),
  revenue: Revenue,
  lines: Lines,
  ...adjustments,
  totals: Totals,
  productFamily: text(80).optional(),
  ...handling,
});

/** Why an opportunity is lost (Dynamics: Close opportunity): a code of the process, such as "price". */
export const LoseReason = text(100);
