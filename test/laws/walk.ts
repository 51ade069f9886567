import { addDays } from "../../domain/kernel/day.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { captureLead, reopenLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { openOpportunity, setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { account } from "../../domain/account/account.ts";
import { changeAccount } from "../../domain/account/actions.ts";
import { changeContact } from "../../domain/contact/actions.ts";
import { cancelOrder, fulfilOrder } from "../../domain/order/actions.ts";
import { cancelInvoice, payInvoice } from "../../domain/invoice/actions.ts";
import { addProduct, retireProduct } from "../../domain/product/actions.ts";
import {
  acceptQuote,
  cancelQuote,
  declineQuote,
  reviseQuote,
  sendQuote,
  setQuoteLines,
} from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { stages } from "../../domain/stages.ts";
import { type Dice, diceOf } from "../support/dice.ts";
import type { Held, Memory } from "../support/memory.ts";
import { inputs, leadInput, productInput } from "./inputs.ts";

/** How much likelier than another action: deals shall get on, and not all end early. */
const likely = new Map<Action, number>([
  [qualifyLead, 12],
  [setOpportunityLines, 12],
  [setQuoteLines, 8],
  [sendQuote, 40],
  [acceptQuote, 40],
  [fulfilOrder, 60],
  [payInvoice, 40],
  [cancelInvoice, 8],
  [reviseQuote, 8],
  [declineQuote, 6],
  [cancelQuote, 2],
  [cancelOrder, 6],
  [reopenLead, 1],
  [changeAccount, 1],
  [changeContact, 1],
  [retireProduct, 1],
]);
const USUAL = 3;

interface Asked {
  readonly held: Held;
  readonly action: Action;
}

/** What people may ask of a record in its status, the likelier the more often. */
function askable(held: Held): Asked[] {
  const known = stages.find(({ stage }) => stage === held.stage)?.actions ?? [];
  return known
    .filter(({ roles, from, creates }) => roles.length > 0 && !creates && from.includes(held.status))
    .flatMap((action) => Array.from({ length: likely.get(action) ?? USUAL }, () => ({ held, action })));
}

function create(dice: Dice, memory: Memory): void {
  const opportunities = memory
    .records()
    .filter(({ stage, status }) => stage.name === "opportunity" && status === "open");
  const accounts = memory.all(account);
  if (dice.chance(60) && opportunities.length > 0) {
    memory.ask({ action: draftQuote, input: { opportunity: dice.one(opportunities).stored.id } });
  } else if (dice.chance(20) && accounts.length > 0) {
    memory.ask({ action: openOpportunity, input: { topic: "Tea", account: dice.one(accounts).id } });
  } else if (dice.chance(20)) {
    memory.ask({ action: addProduct, input: productInput(dice) });
  } else {
    memory.ask({ action: captureLead, input: leadInput(dice) });
  }
}

/** Something that a person does, or a day that passes, as the seed decides. */
export function step(memory: Memory, seed: number): void {
  const dice = diceOf(seed);
  if (dice.chance(3)) memory.today = addDays(memory.today, 1 + dice.int(20));
  const asks = memory.records().flatMap(askable);
  if (asks.length === 0 || dice.chance(12)) {
    create(dice, memory);
    return;
  }
  const { held, action } = dice.one(asks);
  const input = inputs.get(action)?.(dice, memory, held) ?? {};
  memory.ask({ action, id: held.stored.id, input });
}
