import { totalsOf } from "../document/totals.ts";
import type { Decision } from "../kernel/decision.ts";
import { accept } from "../kernel/decision.ts";
import { decimal } from "../kernel/decimal.ts";
import type { Emitted } from "../kernel/event.ts";
import type { Facts } from "../kernel/facts.ts";
import { refuse } from "../kernel/refusal.ts";
import { tooLarge } from "./asked.ts";
import type { orderEvents } from "./events.ts";
import { newLine } from "./line.ts";
import { billable, billOf, depositBillOf, invoiceOf } from "./next-bill.ts";
import { order } from "./order.ts";
import { isAhead } from "./settled.ts";
import { OrderTerms } from "./terms.ts";

/** What the process says where nobody agreed on something else. An order that is billed at once needs no deposit. */
function agreed(terms: OrderTerms, { process, settings }: Facts): OrderTerms {
  const { paymentTerms = process.paymentTerms ?? { days: settings.paymentDays } } = terms;
  const { invoicing = process.invoicing, depositPercent = process.depositPercent } = terms;
  const deposit = isAhead({ invoicing }) || decimal(depositPercent).isZero() ? undefined : depositPercent;
  return { ...terms, paymentTerms, invoicing, depositPercent: deposit };
}

/** What placing an order gives: the order, and the bill of its deposit, or of all when it is invoiced on order. */
export function placed(id: string, given: OrderTerms, facts: Facts): Decision<Emitted<typeof orderEvents>> {
  const terms = agreed(given, facts);
  if (totalsOf(terms, terms.currency) === undefined) {
    return refuse("rule_broken", "The lines, the discount and the charges of the order do not add up");
  }
  const happened = { type: "order.placed", data: terms } as const;
  const lines = terms.lines.map(newLine);
  const nothing = { fulfilments: [], bills: [], returns: [] };
  const record = { ...terms, id, lines, ...nothing, placedAt: facts.now };
  const ahead = isAhead(terms);
  const due = billable(record, true);
  if (!ahead && terms.depositPercent === undefined) return accept(happened);
  const bill = ahead
    ? billOf(record, due, { kind: "order" }, facts)
    : depositBillOf(record, undefined, facts);
  if (bill === undefined) return ahead ? tooLarge() : accept(happened);
  const billed = { type: "order.billed", data: bill } as const;
  return accept([happened, billed], { next: { invoice: invoiceOf(id, bill) } });
}

export const placeOrder = order.action("place", {
  summary: "Place the order of an accepted quote",
  roles: [],
  from: ["none"],
  input: OrderTerms,
  decide: ({ id }, terms, facts) => placed(id, terms, facts),
});
