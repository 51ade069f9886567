import { changeAccount, openAccount } from "../../domain/account/actions.ts";
import { addContact, changeContact } from "../../domain/contact/actions.ts";
import { cancelInvoice } from "../../domain/invoice/credit.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { childId } from "../../domain/kernel/id.ts";
import {
  captureLead,
  changeLead,
  disqualifyLead,
  markContacted,
  reopenLead,
} from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import {
  changeOpportunity,
  holdOpportunity,
  reopenOpportunity,
  resumeOpportunity,
  setOpportunityLines,
} from "../../domain/opportunity/actions.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { loseOpportunity, winOpportunity } from "../../domain/opportunity/close.ts";
import { cancelOrder } from "../../domain/order/cancel.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { addProduct, changeProduct, retireProduct } from "../../domain/product/actions.ts";
import { acceptQuote, reviseQuote, sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { cancelQuote, declineQuote } from "../../domain/quote/end.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import type { Rehearse } from "./rehearsal.ts";

const until = { validUntil: "2999-12-31" };

const leads = async (act: Rehearse) => {
  const { id } = await act(captureLead, { topic: "Pumps", lastName: "Ruiz", company: "Ruiz S.L." });
  await act(changeLead, { need: "Two pumps" }, id);
  await act(markContacted, {}, id);
  await act(disqualifyLead, { reason: "cannot-contact" }, id);
  await act(reopenLead, {}, id);
  await act(qualifyLead, {}, id);
  return childId("opp", id);
};

const catalogue = async (act: Rehearse) => {
  const product = { code: "P-1", name: "Pump", prices: { EUR: "140.00" }, taxPercent: "21" };
  const { id } = await act(addProduct, product);
  await act(changeProduct, { unit: "piece" }, id);
  const old = await act(addProduct, { ...product, code: "P-0" });
  await act(retireProduct, {}, old.id);
  return id;
};

const customers = async (act: Rehearse) => {
  const { id: account } = await act(openAccount, { name: "Ruiz S.L." });
  await act(changeAccount, { website: "https://ruiz.example" }, account);
  const { id } = await act(addContact, { lastName: "Ruiz", account });
  await act(changeContact, { jobTitle: "Buyer" }, id);
  return account;
};

const opportunities = async (act: Rehearse, account: string) => {
  const { id } = await act(openOpportunity, { topic: "Pumps", account });
  await act(changeOpportunity, { probability: 40 }, id);
  await act(holdOpportunity, {}, id);
  await act(resumeOpportunity, {}, id);
  await act(loseOpportunity, { reason: "price" }, id);
  await act(reopenOpportunity, {}, id);
  await act(winOpportunity, {}, id);
};

const refusedQuotes = async (act: Rehearse, opportunity: string) => {
  const { id: declined } = await act(draftQuote, { opportunity });
  await act(sendQuote, until, declined);
  await act(declineQuote, { reason: "Too dear" }, declined);
  const { id: cancelled } = await act(draftQuote, { opportunity });
  await act(cancelQuote, {}, cancelled);
};

const acceptedQuote = async (act: Rehearse, opportunity: string, lines: readonly object[]) => {
  await act(setOpportunityLines, { lines }, opportunity);
  const { id } = await act(draftQuote, { opportunity });
  await act(setQuoteLines, { lines }, id);
  await act(sendQuote, until, id);
  await act(reviseQuote, {}, id);
  const revision = `${id}-r2`;
  const { hash } = await act(sendQuote, until, revision);
  await act(acceptQuote, { hash }, revision);
  return childId("ord", revision);
};

const money = async (act: Rehearse, order: string) => {
  await act(fulfilOrder, { lines: [{ line: 1, quantity: "1" }] }, order);
  await act(cancelInvoice, {}, `${childId("inv", order)}-1`);
  await act(fulfilOrder, {}, order);
  const pay = { method: "transfer", amount: { minor: 100, currency: "EUR" } };
  await act(payInvoice, pay, `${childId("inv", order)}-2`);
};

/** Asks once or more for every action there is, directly or as what follows from another. */
export const everyAction = async (act: Rehearse): Promise<void> => {
  const product = await catalogue(act);
  await opportunities(act, await customers(act));
  const lines = [
    { product, quantity: "3" },
    { description: "Mounting", quantity: "2", unitPrice: "40.00", taxPercent: "10" },
  ];
  const opportunity = await leads(act);
  await act(setOpportunityLines, { lines }, opportunity);
  await refusedQuotes(act, opportunity);
  await money(act, await acceptedQuote(act, opportunity, lines));
  const other = await leads(act);
  await act(cancelOrder, {}, await acceptedQuote(act, other, lines));
};
