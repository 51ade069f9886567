import * as z from "zod";
import { account as accounts } from "../account/account.ts";
import { contact as contacts } from "../contact/contact.ts";
import { origin } from "../capture/origin.ts";
import type { Totals } from "../document/line.ts";
import { documentInput, priceDocument, pricingMore, pricingReads } from "../document/price.ts";
import { refuseCurrency, tooMuch } from "../document/refusals.ts";
import { sumsOf } from "../document/totals.ts";
import { notAfter } from "../kernel/day.ts";
import type { Facts } from "../kernel/facts.ts";
import { AccountId, ContactId } from "../kernel/id.ts";
import { Currency, formatMoney, Money } from "../kernel/money.ts";
import { PaymentTerms } from "../kernel/terms.ts";
import { type Process, ProcessName } from "../kernel/process.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { chooseProcess } from "../process/choose.ts";
import { badTerms } from "../quote/payment-terms.ts";
import { partyReads } from "./buyer.ts";
import { invoice } from "./invoice.ts";
import { issued } from "./issue.ts";

const WriteInput = z
  .strictObject({
    account: AccountId.optional(),
    contact: ContactId.optional(),
    topic: text(300),
    /** That of the organisation when left out. */
    currency: Currency.optional(),
    ...documentInput,
    /** The customer's own number for it (EN 16931 BT-10). */
    reference: text(100).optional(),
    note: text(1000).optional(),
    deliveredOn: Day.optional(),
    /** What was paid before the invoice (EN 16931 BT-113). */
    prepaid: Money.optional(),
    paymentTerms: PaymentTerms.optional(),
    process: ProcessName.optional(),
    ...origin,
    owner: text(200).optional(),
  })
  .refine(({ account, contact }) => account !== undefined || contact !== undefined, {
    error: "needs an account or a contact",
    path: ["account"],
  });

type WriteInput = z.output<typeof WriteInput>;

function missing({ account, contact, lines }: WriteInput, facts: Facts): Refusal | undefined {
  if (account !== undefined && facts.find(accounts, account) === undefined) {
    return refuseField("/account", `There is no account ${account}`);
  }
  if (contact !== undefined && facts.find(contacts, contact) === undefined) {
    return refuseField("/contact", `There is no contact ${contact}`);
  }
  // EN 16931 BR-16.
  return lines.length > 0 ? undefined : refuseField("/lines", "An invoice needs at least one line");
}

type Sums = { readonly ok: true; readonly totals: Totals } | Refusal;

/** The sums of an invoice less what was paid before it. */
function lessPrepaid(totals: Totals, prepaid: Money | undefined, rules: Process): Sums {
  const { currency } = totals.total;
  if (prepaid === undefined) return { ok: true, totals };
  if (prepaid.currency !== currency) {
    return refuseCurrency("/prepaid/currency", currency, prepaid.currency);
  }
  if (prepaid.minor > totals.total.minor) {
    const message = `${formatMoney(prepaid)} was paid before, but the invoice comes to ${formatMoney(totals.total)}`;
    return refuseField("/prepaid/minor", message, { prepaid, total: totals.total });
  }
  const sums = sumsOf(totals.taxes ?? [], { prepaid, coin: rules.cashRounding?.[currency] }, currency);
  return sums === undefined ? tooMuch("/lines") : { ok: true, totals: sums };
}

/** Who writes an invoice owns it, unless somebody is named. */
function ownerOf(named: string | undefined, { actor }: Facts): string | undefined {
  return named ?? (actor.type === "user" ? actor.id : undefined);
}

/** For whom it is priced: in the currency of the organisation unless told. */
function customerOf({ account, currency }: WriteInput, { settings }: Pick<Facts, "settings">) {
  return { account, currency: currency ?? settings.currency };
}

export const writeInvoice = invoice.action("write", {
  summary: "Issue an invoice without an order, to an account or a contact",
  roles: ["finance"],
  from: ["none"],
  starts: true,
  series: "invoice",
  input: WriteInput,
  reads: (input) => [...partyReads(input), ...pricingReads(input)],
  more: (_, input, known) => pricingMore(customerOf(input, known), input, known),
  decide(_, input, facts) {
    const refusal =
      missing(input, facts) ??
      badTerms(input.paymentTerms) ??
      notAfter("/deliveredOn", input.deliveredOn, facts.today);
    if (refusal !== undefined) return refusal;
    const chosen = chooseProcess(facts, { asked: input.process });
    if (!chosen.ok) return chosen;
    const { rules, process } = chosen;
    const customer = customerOf(input, facts);
    const priced = priceDocument(input, customer, { ...facts, process: rules });
    if (!priced.ok) return priced;
    const sums = lessPrepaid(priced.totals, input.prepaid, rules);
    if (!sums.ok) return sums;
    const { prepaid: __, priceList: ___, reference: buyerReference, ...said } = input;
    const { lines, discount, charges } = priced;
    const owner = ownerOf(input.owner, facts);
    const billed = {
      ...said,
      currency: customer.currency,
      kind: "invoice" as const,
      buyerReference,
      process,
      owner,
      lines,
      discount,
      charges,
    };
    return issued({ ...billed, totals: sums.totals }, rules, facts);
  },
});
