import type { Action } from "../../domain/kernel/action.ts";
import { changeAccount } from "../../domain/account/actions.ts";
import { changeContact } from "../../domain/contact/actions.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { payInvoice } from "../../domain/invoice/actions.ts";
import { changeLead, disqualifyLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { changeOpportunity, setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { loseOpportunity } from "../../domain/opportunity/close.ts";
import { fulfilOrder } from "../../domain/order/actions.ts";
import { order } from "../../domain/order/order.ts";
import { changeProduct } from "../../domain/product/actions.ts";
import { product } from "../../domain/product/product.ts";
import { sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import type { Dice } from "../support/dice.ts";
import type { Held, Memory } from "../support/memory.ts";

const currencies = ["EUR", "EUR", "USD", "JPY", "KWD"] as const;
const quantities = ["1", "2", "3", "0.5", "2.25", "0.333333", "12"] as const;
const prices = ["14.00", "0.335", "0.005", "99.99", "1234.5678", "0", "0.1"] as const;
const discounts = ["0", "5", "33.3333", "100"] as const;
const taxes = ["0", "7", "10", "19.0", "8.875"] as const;

/** What a person may ask for a new lead. */
export function leadInput(dice: Dice): object {
  return {
    topic: "Tea",
    ...(dice.chance(80) && { company: "Alfreds" }),
    ...(dice.chance(80) ? { lastName: "Anders" } : { email: "a@b.example" }),
    ...(dice.chance(50) && { phone: "+4930901820" }),
    ...(dice.chance(30) && { budget: { minor: 100_000, currency: dice.one(currencies) } }),
  };
}

/** What a person may ask for a new product. */
export function productInput(dice: Dice): object {
  return {
    code: "CHAI",
    name: "Chai",
    prices: { EUR: dice.one(prices), JPY: "1500" },
    taxPercent: dice.one(taxes),
  };
}

function linesInput(dice: Dice, memory: Memory): object[] {
  const products = memory.all(product);
  return Array.from({ length: dice.int(5) }, () => {
    const terms = { quantity: dice.one(quantities), discountPercent: dice.one(discounts) };
    const catalogue = products.length > 0 && dice.chance(30);
    return catalogue
      ? { ...terms, product: dice.one(products).id, ...(dice.chance(50) && { unitPrice: dice.one(prices) }) }
      : { ...terms, description: "Chai", unitPrice: dice.one(prices), taxPercent: dice.one(taxes) };
  });
}

function payment(dice: Dice, memory: Memory, id: string): object {
  const owed = memory.all(invoice).find((each) => each.id === id);
  const { minor = 0, currency = "EUR" } = owed?.balance ?? {};
  const part = dice.chance(50) ? minor : dice.int(minor + 2);
  return { amount: { minor: part, currency: dice.chance(97) ? currency : "CHF" }, method: "transfer" };
}

function deliveryInput(dice: Dice, memory: Memory, id: string): object {
  const sold = memory.all(order).find((each) => each.id === id);
  if (sold === undefined || dice.chance(40)) return {};
  const lines = sold.lines
    .filter(() => dice.chance(60))
    .map(({ line }) => ({ line, quantity: dice.one(quantities) }));
  return lines.length === 0 ? {} : { lines };
}

function opportunityPatch(dice: Dice): object {
  const currency = dice.one(currencies);
  return dice.one([
    { topic: "Coffee" },
    { currency },
    { currency, budget: null, estimatedRevenue: null },
    { estimatedRevenue: { minor: 5000, currency } },
    { estimatedRevenue: null, need: "50 cups" },
  ]);
}

type Input = (dice: Dice, memory: Memory, held: Held) => unknown;

const choices = [undefined, undefined, undefined, "create", "none"] as const;

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
  [changeAccount, (dice) => dice.one([{ name: "Alfreds GmbH" }, { phone: "+4930901820" }, { phone: null }])],
  [changeContact, (dice) => dice.one([{ lastName: "Berg" }, { account: null }, {}])],
  [changeProduct, (dice) => ({ prices: { EUR: dice.one(prices) } })],
  [changeOpportunity, opportunityPatch],
  [
    setOpportunityLines,
    (dice, memory) => ({
      lines: linesInput(dice, memory),
      ...(dice.chance(10) && { currency: dice.one(currencies) }),
    }),
  ],
  [loseOpportunity, (dice) => dice.one([{ reason: "price" }, { reason: "other", note: "They moved away" }])],
  [setQuoteLines, (dice, memory) => ({ lines: linesInput(dice, memory) })],
  [sendQuote, (dice) => ({ validUntil: dice.chance(80) ? "2029-12-31" : "2026-12-01" })],
  [fulfilOrder, (dice, memory, { stored }) => deliveryInput(dice, memory, stored.id)],
  [payInvoice, (dice, memory, { stored }) => payment(dice, memory, stored.id)],
]);
