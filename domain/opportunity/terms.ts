import type * as z from "zod";
import { account } from "../account/account.ts";
import { contact } from "../contact/contact.ts";
import { ExchangeRate } from "../document/customer.ts";
import type { Totals } from "../document/line.ts";
import { refuseCurrency } from "../document/refusals.ts";
import { totalsOf } from "../document/totals.ts";
import { acceptChange } from "../kernel/change.ts";
import type { Facts, Ref } from "../kernel/facts.ts";
import { AccountId, ContactId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { badRate, otherRate } from "./exchange-rate.ts";
import { OpportunityFields } from "./fields.ts";
import { type QuoteNote } from "./quote-note.ts";

/** What an opportunity without a customer is told. */
export const ONE_CUSTOMER = "needs an account or a contact";

const Partial = OpportunityFields.partial();

/** What a PATCH says of the customer and of money; null removes. */
const Said = Partial.pick({ currency: true }).extend({
  account: AccountId.nullish(),
  contact: ContactId.nullish(),
  estimatedRevenue: Money.nullish(),
  budget: Money.nullish(),
  exchangeRate: ExchangeRate.nullish(),
});

type Said = z.output<typeof Said>;

/** An opportunity with its quotes. */
export type Opportunity = z.output<typeof OpportunityFields> & { readonly quotes: readonly QuoteNote[] };

/** The customer that an input names, as records to look at. */
export function partyRefs(input: object): Ref[] {
  const named = Said.pick({ account: true, contact: true }).parse(input);
  const refs: Ref[] = [];
  if (typeof named.account === "string") refs.push({ stage: account, id: named.account });
  if (typeof named.contact === "string") refs.push({ stage: contact, id: named.contact });
  return refs;
}

/** Refuses a customer that does not exist. */
export function missingParty(input: object, facts: Facts): Refusal | undefined {
  const missing = partyRefs(input).find(({ stage, id }) => facts.find(stage, id) === undefined);
  return missing && refuseField(`/${missing.stage.name}`, `There is no ${missing.stage.name} ${missing.id}`);
}

/** Refuses the first of these amounts that is not in the currency of the opportunity. */
export function mixed(
  currency: string,
  amounts: Readonly<Record<string, Money | null | undefined>>,
): Refusal | undefined {
  for (const [name, amount] of Object.entries(amounts)) {
    if (amount && amount.currency !== currency) return refuseCurrency(`/${name}`, currency, amount.currency);
  }
  return undefined;
}

function revenueOf(record: Opportunity, said: Said["estimatedRevenue"], currency: string) {
  if (said) return { revenue: "given", estimatedRevenue: said } as const;
  if (said === undefined && record.revenue === "given") {
    return { revenue: "given", estimatedRevenue: record.estimatedRevenue } as const;
  }
  const { minor } = record.totals.net;
  return { revenue: "calculated", estimatedRevenue: { minor, currency } } as const;
}

/** The sums of a document without lines. */
export function noTotals(currency: string): Totals {
  const zero = { minor: 0, currency };
  return totalsOf({ lines: [] }, currency) ?? { net: zero, tax: zero, total: zero };
}

/** Whether something holds an opportunity to its currency that no PATCH changes. */
function isBound({ lines, discount, charges = [], quotes, exchangeRate }: Opportunity): boolean {
  if (discount !== undefined || exchangeRate !== undefined) return true;
  return lines.length + charges.length + quotes.length > 0;
}

/** What a PATCH makes of an opportunity: one customer at least, one currency, and a revenue that is given or calculated. */
export function changeTerms(record: Opportunity, patch: object, facts: Facts) {
  const said = Said.parse(patch);
  const { account: company = record.account, contact: person = record.contact } = said;
  if (!company && !person) return refuse("rule_broken", `An opportunity ${ONE_CUSTOMER}`);
  const { currency = record.currency, budget = record.budget } = said;
  const isNew = currency !== record.currency;
  if (isNew && isBound(record)) return refuseCurrency("/currency", record.currency, currency);
  const rate = said.exchangeRate ?? undefined;
  const wrong =
    otherRate(record.exchangeRate, said.exchangeRate, currency) ?? badRate(rate, currency, facts.today);
  if (wrong !== undefined) return wrong;
  const revenue = revenueOf(record, said.estimatedRevenue, currency);
  const refusal =
    missingParty(patch, facts) ?? mixed(currency, { budget, estimatedRevenue: revenue.estimatedRevenue });
  if (refusal !== undefined) return refusal;
  const totals = isNew ? noTotals(currency) : record.totals;
  return acceptChange("opportunity.changed", Partial, record, { ...patch, ...revenue, totals });
}
