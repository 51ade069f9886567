import type { Action } from "../../domain/kernel/action.ts";
import { changeAccount } from "../../domain/account/actions.ts";
import { changeActivity } from "../../domain/activity/actions.ts";
import { changeContact } from "../../domain/contact/actions.ts";
import { creditInvoice } from "../../domain/invoice/credit.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { refundInvoice } from "../../domain/invoice/settle.ts";
import { addDays } from "../../domain/kernel/day.ts";
import { disqualifyLead } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { changeOpportunity, setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { loseOpportunity } from "../../domain/opportunity/close.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { changePriceList } from "../../domain/price-list/actions.ts";
import { setEntries } from "../../domain/price-list/set-entries.ts";
import { changeProduct } from "../../domain/product/actions.ts";
import { acceptQuote, sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { rejectQuote } from "../../domain/quote/approval.ts";
import { changeQuote } from "../../domain/quote/change.ts";
import { quote } from "../../domain/quote/quote.ts";
import { changeTaxCode } from "../../domain/tax-code/actions.ts";
import type { Dice } from "../support/dice.ts";
import type { Held, Memory } from "../support/memory.ts";
import { currencies, documentInput, entriesInput, prices } from "./document-inputs.ts";
import {
  billInput,
  creditInput,
  deliveryInput,
  paymentInput,
  refundInput,
  returnInput,
} from "./sale-inputs.ts";

/** What a person may ask for a new lead. */
export function leadInput(dice: Dice): object {
  return {
    topic: "Tea",
    ...(dice.chance(80) && { company: "Alfreds" }),
    ...(dice.chance(80) ? { lastName: "Anders" } : { email: "a@b.example" }),
    ...(dice.chance(50) && { phone: "+4930901820" }),
    ...(dice.chance(50) && { need: "50 cups" }),
    ...(dice.chance(30) && { budget: { minor: 100_000, currency: dice.one(currencies) } }),
  };
}

function hashOf(dice: Dice, memory: Memory, id: string): string | undefined {
  const sent = memory.all(quote).find((each) => each.id === id);
  if (dice.chance(3)) return "0".repeat(64);
  return sent?.status === "sent" ? sent.hash : "0".repeat(64);
}

function opportunityPatch(dice: Dice): object {
  const currency = dice.one(currencies);
  return dice.one([
    { topic: "Coffee" },
    { currency },
    { currency, budget: null, estimatedRevenue: null },
    { estimatedRevenue: { minor: 5000, currency } },
    { estimatedRevenue: null, need: "50 cups" },
    { probability: 50, exchangeRate: { to: "CHF", rate: "0.92", on: "2026-11-20" } },
  ]);
}

const dayFrom = (dice: Dice, { today }: Memory) =>
  dice.chance(60) ? "2029-12-31" : addDays(today, 1 + dice.int(10));

/** Payment terms that somebody may agree on. */
export const terms = [
  { days: 10 },
  { days: 30, earlyPayment: { percent: "3", days: 10 } },
  {
    days: 0,
    instalments: [
      { percent: "50", days: 0 },
      { percent: "50", days: 30 },
    ],
  },
];

const currencyOf = (memory: Memory, { stored }: Held) =>
  [...memory.all(opportunity), ...memory.all(quote)].find(({ id }) => id === stored.id)?.currency ?? "EUR";

/** What a process may be asked to tick. */
function tickInput(dice: Dice): object {
  return { check: dice.one(["credit", "stock"]), ...(dice.chance(20) && { done: false }) };
}

type Input = (dice: Dice, memory: Memory, held: Held) => unknown;

const choices = [undefined, undefined, undefined, "create", "none"] as const;

/** What a person may ask with the actions that many stages have, by their verb. */
export const verbInputs: ReadonlyMap<string, Input> = new Map<string, Input>([
  ["assign", (dice) => ({ owner: dice.one(["bob", "ann", null]) })],
  ["tick", tickInput],
  ["migrate", (dice) => ({ to: { name: dice.one(["lean", "default"]), version: dice.int(3) } })],
]);

/** What a person may ask with each action; nothing for those that are not here. */
export const inputs: ReadonlyMap<Action, Input> = new Map<Action, Input>([
  [
    changeLead,
    (dice) =>
      dice.one([{ need: "50 cups" }, { company: null }, { phone: "030 901820", address: { country: "DE" } }]),
  ],
  [disqualifyLead, () => ({ reason: "lost" })],
  [
    qualifyLead,
    (dice) => ({ account: dice.one(choices), contact: dice.one(choices), opportunity: dice.one(choices) }),
  ],
  [
    changeAccount,
    (dice) =>
      dice.one([
        { name: "Alfreds GmbH" },
        { phone: "+4930901820" },
        { phone: null },
        { taxTreatment: { category: "AE", exemption: { code: "VATEX-EU-AE" } } },
        { taxTreatment: null },
      ]),
  ],
  [changeContact, (dice) => dice.one([{ lastName: "Berg" }, { account: null }, {}])],
  [changeProduct, (dice) => ({ prices: { EUR: dice.one(prices) } })],
  [changeTaxCode, (dice) => dice.one([{ name: "Normal" }, { percent: "20" }])],
  [changePriceList, (dice) => dice.one([{ name: "Wholesale" }, { isDefault: true }, { validTo: null }])],
  [setEntries, (dice, memory) => entriesInput(dice, memory)],
  [changeOpportunity, opportunityPatch],
  [
    setOpportunityLines,
    (dice, memory, held) => {
      const currency = dice.chance(10) ? dice.one(currencies) : currencyOf(memory, held);
      return { ...documentInput(dice, memory, currency), ...(dice.chance(50) && { currency }) };
    },
  ],
  [loseOpportunity, (dice) => dice.one([{ reason: "price" }, { reason: "other", note: "They moved away" }])],
  [setQuoteLines, (dice, memory, held) => documentInput(dice, memory, currencyOf(memory, held))],
  [
    changeQuote,
    (dice) =>
      dice.one([
        { topic: "Coffee" },
        { note: "Free delivery" },
        { note: null },
        { paymentTerms: dice.one(terms) },
      ]),
  ],
  [rejectQuote, () => ({ reason: "Too cheap" })],
  [acceptQuote, (dice, memory, { stored }) => ({ hash: hashOf(dice, memory, stored.id) })],
  [sendQuote, (dice, memory) => ({ validUntil: dayFrom(dice, memory) })],
  [fulfilOrder, deliveryInput],
  [returnOrder, returnInput],
  [billOrder, billInput],
  [payInvoice, paymentInput],
  [creditInvoice, creditInput],
  [refundInvoice, refundInput],
  [changeActivity, (dice) => dice.one([{ subject: "Call again" }, { dueOn: "2026-12-24" }, { text: null }])],
]);
