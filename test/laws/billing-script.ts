import * as fc from "fast-check";
import { decimal } from "../../domain/kernel/decimal.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { cancelOrder, cancelRest } from "../../domain/order/cancel.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { holdOrder, resumeOrder } from "../../domain/order/hold.ts";
import type { OrderLine } from "../../domain/order/line.ts";
import { dropInvoice, noteInvoice } from "../../domain/order/note-invoice.ts";
import { returnOrder } from "../../domain/order/return.ts";
import type { Trial } from "./billing.ts";

const verbs = [
  "fulfil",
  "bill",
  "again",
  "return",
  "cancel",
  "cancel-rest",
  "hold",
  "resume",
  "note",
  "drop",
] as const;

const likely = {
  fulfil: 8,
  bill: 4,
  again: 3,
  return: 3,
  cancel: 1,
  "cancel-rest": 1,
  hold: 1,
  resume: 3,
  note: 6,
  drop: 3,
};

/** Something that is done to an order: how much of which line, or to which bill. */
export const step = fc.record({
  verb: fc.oneof(...verbs.map((verb) => ({ weight: likely[verb], arbitrary: fc.constant(verb) }))),
  nth: fc.nat(7),
  part: fc.integer({ min: 1, max: 130 }),
});

/** Something that is done to an order. */
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Some hundredths of a quantity of a line; all lines when there are more than 100. */
function some({ record: { lines } }: Trial, { nth, part }: Step, of: (line: OrderLine) => string) {
  const found = lines[nth % lines.length];
  if (found === undefined) return undefined;
  const quantity = decimal(of(found)).times(part).shiftedBy(-2).toFixed(3, 0);
  return decimal(quantity).gt(0) ? [{ line: found.line, quantity }] : undefined;
}

function noted(trial: Trial, { nth }: Step) {
  const bill = trial.bills[nth % Math.max(1, trial.bills.length)]?.bill;
  return bill === undefined ? undefined : { bill, invoice: `inv_0000000001-${bill}` };
}

const atCustomer = ({ fulfilled, returned }: OrderLine) => decimal(fulfilled).minus(returned).toFixed();
const unbilled = (line: OrderLine) =>
  decimal(atCustomer(line)).minus(line.billed).plus(line.credited).toFixed();

type Act = (trial: Trial, step: Step) => boolean;

const ofBill =
  (ask: (trial: Trial, bill: { bill: number; invoice: string }) => boolean): Act =>
  (trial, step) => {
    const bill = noted(trial, step);
    return bill !== undefined && ask(trial, bill);
  };

const acts: Readonly<Record<Step["verb"], Act>> = {
  fulfil(trial, step) {
    const beyond = step.part > 100;
    const lines = some(trial, step, (line) => (beyond ? line.quantity : line.open));
    return trial.ask(fulfilOrder, lines && (beyond || step.part < 90) ? { lines } : {});
  },
  bill(trial, step) {
    const lines = some(trial, step, unbilled);
    return trial.ask(billOrder, lines && step.part < 90 ? { lines } : {});
  },
  return(trial, step) {
    const lines = some(trial, step, atCustomer);
    return lines !== undefined && trial.ask(returnOrder, { lines });
  },
  again: ofBill((trial, { bill }) => trial.ask(billOrder, { again: bill })),
  note: ofBill((trial, bill) => trial.ask(noteInvoice, bill)),
  drop: ofBill((trial, bill) => trial.ask(dropInvoice, bill)),
  cancel: (trial) => trial.ask(cancelOrder, {}),
  "cancel-rest": (trial) => trial.ask(cancelRest, {}),
  hold: (trial) => trial.ask(holdOrder, {}),
  resume: (trial) => trial.ask(resumeOrder, {}),
};

/** Does it, when it can be done; whether it was. */
export function act(trial: Trial, step: Step): boolean {
  return acts[step.verb](trial, step);
}
