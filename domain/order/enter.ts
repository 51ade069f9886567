import * as z from "zod";
import { account as accounts } from "../account/account.ts";
import { contact as contacts } from "../contact/contact.ts";
import { origin } from "../capture/origin.ts";
import { documentInput, priceDocument, pricingMore, pricingReads } from "../document/price.ts";
import { PercentInput } from "../kernel/decimal.ts";
import type { Facts, Ref } from "../kernel/facts.ts";
import { handling } from "../kernel/handling.ts";
import { AccountId, ContactId } from "../kernel/id.ts";
import { Currency } from "../kernel/money.ts";
import { InvoicingPolicy, PaymentTerms } from "../kernel/terms.ts";
import { ProcessName } from "../kernel/process.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { text } from "../kernel/text.ts";
import { chooseProcess } from "../process/choose.ts";
import { badTerms } from "../quote/payment-terms.ts";
import { order } from "./order.ts";
import { placed } from "./place.ts";

const EnterInput = z
  .strictObject({
    account: AccountId.optional(),
    contact: ContactId.optional(),
    topic: text(300),
    /** That of the organisation when left out. */
    currency: Currency.optional(),
    /** The customer's own number for it (EN 16931 BT-13). */
    reference: text(100).optional(),
    ...documentInput,
    paymentTerms: PaymentTerms.optional(),
    invoicing: InvoicingPolicy.optional(),
    /** Of the total. */
    depositPercent: PercentInput.optional(),
    process: ProcessName.optional(),
    ...origin,
    owner: handling.owner,
  })
  .refine(({ account, contact }) => account !== undefined || contact !== undefined, {
    error: "needs an account or a contact",
    path: ["account"],
  });

type EnterInput = z.output<typeof EnterInput>;

function partyRefs({ account, contact }: EnterInput): Ref[] {
  return [
    ...(account === undefined ? [] : [{ stage: accounts, id: account, unchecked: true }]),
    ...(contact === undefined ? [] : [{ stage: contacts, id: contact, unchecked: true }]),
  ];
}

function missing({ account, contact, lines }: EnterInput, facts: Facts): Refusal | undefined {
  if (account !== undefined && facts.find(accounts, account) === undefined) {
    return refuseField("/account", `There is no account ${account}`);
  }
  if (contact !== undefined && facts.find(contacts, contact) === undefined) {
    return refuseField("/contact", `There is no contact ${contact}`);
  }
  return lines.length > 0 ? undefined : refuseField("/lines", "An order needs at least one line");
}

/** For whom it is priced: in the currency of the organisation unless told. */
function customerOf({ account, currency }: EnterInput, { settings }: Pick<Facts, "settings">) {
  return { account, currency: currency ?? settings.currency };
}

export const enterOrder = order.action("enter", {
  summary: "Enter an order without a quote; it begins a deal",
  roles: ["sales"],
  from: ["none"],
  starts: true,
  input: EnterInput,
  reads: (input) => [...partyRefs(input), ...pricingReads(input)],
  more: (_, input, known) => pricingMore(customerOf(input, known), input, known),
  decide({ id }, input, facts) {
    const refusal = missing(input, facts) ?? badTerms(input.paymentTerms);
    if (refusal !== undefined) return refusal;
    const chosen = chooseProcess(facts, { asked: input.process });
    if (!chosen.ok) return chosen;
    const ruled = { ...facts, process: chosen.rules };
    const customer = customerOf(input, facts);
    const priced = priceDocument(input, customer, ruled);
    if (!priced.ok) return priced;
    const { lines, discount, charges, totals } = priced;
    const { priceList: _, process: __, owner = facts.actor.id, ...said } = input;
    const { currency } = customer;
    const terms = { ...said, currency, process: chosen.process, owner, lines, discount, charges, totals };
    return placed(id, terms, ruled);
  },
});
