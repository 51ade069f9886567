import type { Action } from "../../domain/kernel/action.ts";
import { reopenLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { winOpportunity } from "../../domain/opportunity/close.ts";
import { changeAccount } from "../../domain/account/actions.ts";
import { changeContact } from "../../domain/contact/actions.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { cancelOrder, cancelRest } from "../../domain/order/cancel.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { holdOrder, resumeOrder } from "../../domain/order/hold.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { cancelInvoice, creditInvoice } from "../../domain/invoice/credit.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { refundInvoice, writeOffInvoice } from "../../domain/invoice/settle.ts";
import { setEntries } from "../../domain/price-list/set-entries.ts";
import { changeProduct, retireProduct } from "../../domain/product/actions.ts";
import { acceptQuote, reviseQuote, sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { approveQuote, rejectQuote, requestApproval } from "../../domain/quote/approval.ts";
import { unlockQuote } from "../../domain/quote/change.ts";
import { cancelQuote, declineQuote } from "../../domain/quote/end.ts";
import { stages } from "../../domain/stages.ts";
import { type Dice, diceOf } from "../support/dice.ts";
import { type Held, Memory } from "../support/memory.ts";
import { create } from "./create.ts";
import { inputs, verbInputs } from "./inputs.ts";
import { processOf } from "./processes.ts";
import { pass } from "./time.ts";

/** How much likelier than another action: deals shall get on, and not all end early. */
const likely = new Map<Action, number>([
  [qualifyLead, 30],
  [setOpportunityLines, 12],
  [setQuoteLines, 8],
  [requestApproval, 40],
  [approveQuote, 40],
  [rejectQuote, 15],
  [sendQuote, 40],
  [acceptQuote, 40],
  [fulfilOrder, 60],
  [billOrder, 12],
  [returnOrder, 8],
  [resumeOrder, 30],
  [holdOrder, 4],
  [cancelRest, 8],
  [cancelOrder, 4],
  [payInvoice, 40],
  [creditInvoice, 8],
  [refundInvoice, 6],
  [cancelInvoice, 6],
  [writeOffInvoice, 4],
  [reviseQuote, 8],
  [declineQuote, 6],
  [cancelQuote, 2],
  [winOpportunity, 2],
  [reopenLead, 1],
  [changeAccount, 1],
  [changeContact, 1],
  [retireProduct, 1],
  [changeProduct, 6],
  [setEntries, 25],
  [unlockQuote, 15],
]);
const USUAL = 3;
const byVerb = new Map([
  ["assign", 1],
  ["migrate", 1],
  ["tick", 2],
]);

interface Asked {
  readonly held: Held;
  readonly action: Action;
}

const weightOf = (action: Action) => likely.get(action) ?? byVerb.get(action.verb) ?? USUAL;

/** What is asked by hand: what people may, and the migration of a deal. */
const isAsked = ({ roles, verb, creates }: Action) => (roles.length > 0 || verb === "migrate") && !creates;

/** What people may ask of a record in its status, the likelier the more often. */
function askable(held: Held): Asked[] {
  const known = stages.find(({ stage }) => stage === held.stage)?.actions ?? [];
  return known
    .filter(
      (action) => isAsked(action) && action.from.includes(held.status) && held.stage.singleton === undefined,
    )
    .flatMap((action) => Array.from({ length: weightOf(action) }, () => ({ held, action })));
}

/** A journal of an organisation that sells in one of many ways. */
export function memoryOf(seed: number, options?: ConstructorParameters<typeof Memory>[0]): Memory {
  const memory = new Memory(options);
  memory.process = processOf(diceOf(seed));
  return memory;
}

function act(dice: Dice, memory: Memory): void {
  const asks = memory.records().flatMap(askable);
  if (asks.length === 0 || dice.chance(12)) {
    create(dice, memory);
    return;
  }
  const { held, action } = dice.one(asks);
  const inputOf = inputs.get(action) ?? verbInputs.get(action.verb);
  memory.ask({ action, id: held.stored.id, input: inputOf?.(dice, memory, held) ?? {} });
}

/** Something that a person does, or days that pass, as the seed decides. */
export function step(memory: Memory, seed: number): void {
  const dice = diceOf(seed);
  if (dice.chance(6)) pass(memory, 1 + dice.int(35));
  memory.actor = { type: "user", id: dice.one(["ann", "bob"]) };
  act(dice, memory);
}
