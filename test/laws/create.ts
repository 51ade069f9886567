import { account } from "../../domain/account/account.ts";
import { openAccount } from "../../domain/account/actions.ts";
import { addActivity } from "../../domain/activity/actions.ts";
import { regardingStages } from "../../domain/activity/regarding.ts";
import { addContact } from "../../domain/contact/actions.ts";
import { contact } from "../../domain/contact/contact.ts";
import { writeInvoice } from "../../domain/invoice/write.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { captureLead } from "../../domain/lead/actions.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { enterOrder } from "../../domain/order/enter.ts";
import { addPriceList } from "../../domain/price-list/actions.ts";
import { changeProcess } from "../../domain/process/actions.ts";
import { addProduct } from "../../domain/product/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { changeSeller } from "../../domain/seller/actions.ts";
import { addTaxCode } from "../../domain/tax-code/actions.ts";
import type { Dice } from "../support/dice.ts";
import { leanBook } from "../support/given.ts";
import type { Memory } from "../support/memory.ts";
import { currencies, documentInput, priceListInput, productInput, taxCodeInput } from "./document-inputs.ts";
import { leadInput, terms } from "./inputs.ts";

type Input = (dice: Dice, memory: Memory) => object | undefined;

function someOf(dice: Dice, all: readonly { readonly id: string }[]): string | undefined {
  return all.length === 0 ? undefined : dice.one(all).id;
}

function customer(dice: Dice, memory: Memory): object | undefined {
  const company = someOf(dice, memory.all(account));
  const person = someOf(dice, memory.all(contact));
  if (company === undefined && person === undefined) return undefined;
  return {
    topic: "Tea",
    ...(company !== undefined && (person === undefined || dice.chance(70)) && { account: company }),
    ...(person !== undefined && (company === undefined || dice.chance(50)) && { contact: person }),
  };
}

function sale(dice: Dice, memory: Memory): object | undefined {
  const known = customer(dice, memory);
  if (known === undefined) return undefined;
  const currency = dice.one(currencies);
  const agreed = dice.chance(30) && { paymentTerms: dice.one(terms) };
  return { ...known, currency, ...documentInput(dice, memory, currency), ...agreed };
}

function invoiceInput(dice: Dice, memory: Memory): object | undefined {
  const sold = sale(dice, memory);
  const prepaid = dice.chance(20) && { prepaid: { minor: dice.int(100), currency: "EUR" } };
  return sold && { ...sold, ...prepaid };
}

function activityInput(dice: Dice, memory: Memory): object | undefined {
  const about = memory.records().filter(({ stage }) => regardingStages.includes(stage));
  if (about.length === 0) return undefined;
  const { stage, stored } = dice.one(about);
  const regarding = { stage: stage.name, id: stored.id };
  return dice.one([
    { regarding, kind: "note", text: "They like tea" },
    { regarding, kind: "task", subject: "Call back", dueOn: "2026-12-01" },
  ]);
}

function quoteInput(dice: Dice, memory: Memory): object | undefined {
  const open = memory.all(opportunity).filter(({ status }) => status === "open");
  const id = someOf(dice, open);
  return id === undefined ? undefined : { opportunity: id };
}

function bookInput(dice: Dice, { process: lean }: Memory): object {
  return { ...leanBook, processes: { ...leanBook.processes, lean }, note: `Change ${dice.int(3)}` };
}

const likely: readonly (readonly [number, Action, Input])[] = [
  [40, draftQuote, quoteInput],
  [20, captureLead, leadInput],
  [12, enterOrder, sale],
  [6, writeInvoice, invoiceInput],
  [5, openOpportunity, customer],
  [8, addProduct, productInput],
  [4, addPriceList, priceListInput],
  [2, addTaxCode, taxCodeInput],
  [3, addActivity, activityInput],
  [1, openAccount, () => ({ name: "Eastern Connection" })],
  [1, addContact, () => ({ lastName: "Devon" })],
  [1, changeSeller, (dice) => ({ name: dice.one(["Tea House GmbH", "Tea House AG"]) })],
  [1, changeProcess, bookInput],
];
const choices = likely.flatMap(([times, action, input]) =>
  Array.from({ length: times }, () => ({ action, input })),
);

/** Something new; a lead when what it needs is not there yet. */
export function create(dice: Dice, memory: Memory): void {
  const { action, input } = dice.one(choices);
  const asked = input(dice, memory);
  if (asked === undefined) memory.ask({ action: captureLead, input: leadInput(dice) });
  else memory.ask({ action, input: asked });
}
