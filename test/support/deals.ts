import { captureLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { acceptQuote, sendQuote } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { childId } from "../../domain/kernel/id.ts";
import type { Business } from "./business.ts";

/** The ids of the records of one deal. */
export interface SoldDeal {
  readonly deal: string;
  readonly lead: string;
  readonly account: string;
  readonly opportunity: string;
  readonly quote: string;
  readonly order: string;
  readonly invoice: string;
}

/** Takes one deal from the lead to the paid invoice; with an account it is a further one of that customer. */
export async function sell(business: Business, account?: string): Promise<SoldDeal> {
  const person = { topic: "Chai", company: "Eastern Connection", lastName: "Devon", process: "lean" };
  const lead = await business.act(captureLead, person);
  await business.act(qualifyLead, account === undefined ? {} : { account }, lead.id);
  const opportunity = childId("opp", lead.id);
  const lines = [{ description: "Chai", quantity: "3", unitPrice: "14.00", taxPercent: "10" }];
  await business.act(setOpportunityLines, { lines }, opportunity);
  const quote = await business.act(draftQuote, { opportunity });
  const { hash } = await business.act(sendQuote, { validUntil: "2999-12-31" }, quote.id);
  await business.act(acceptQuote, { hash }, quote.id);
  const order = childId("ord", quote.id);
  await business.act(fulfilOrder, {}, order);
  const invoice = childId("inv", order, 1);
  const amount = { minor: 4620, currency: "EUR" };
  await business.act(payInvoice, { amount, method: "transfer" }, invoice);
  return {
    deal: lead.deal,
    lead: lead.id,
    account: account ?? childId("acc", lead.id),
    opportunity,
    quote: quote.id,
    order,
    invoice,
  };
}
