import * as fc from "fast-check";
import { expect, test } from "vitest";
import { judgeDeal } from "../../domain/audit/deal.ts";
import { cancelInvoice } from "../../domain/invoice/credit.ts";
import { totalsOf } from "../../domain/document/totals.ts";
import { type Decimal, decimal } from "../../domain/kernel/decimal.ts";
import { childId } from "../../domain/kernel/id.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { cancelOrder, cancelRest } from "../../domain/order/cancel.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { holdOrder, resumeOrder } from "../../domain/order/hold.ts";
import type { OrderLine } from "../../domain/order/line.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { sumsUpTo } from "../../domain/order/sums.ts";
import { anyhow, inOrder } from "../support/deliveries.ts";
import { diceOf } from "../support/dice.ts";
import { runs } from "../support/runs.ts";
import { Sale } from "../support/sale.ts";
import { anyOrder } from "./billing.ts";

const likely = {
  fulfil: 8,
  return: 6,
  bill: 4,
  again: 4,
  drop: 5,
  "cancel-rest": 1,
  cancel: 1,
  hold: 1,
  resume: 2,
};
type Verb = keyof typeof likely;
const verbs = [
  "fulfil",
  "return",
  "bill",
  "again",
  "drop",
  "cancel-rest",
  "cancel",
  "hold",
  "resume",
] as const;

const step = fc.record({
  verb: fc.oneof(...verbs.map((verb) => ({ weight: likely[verb], arbitrary: fc.constant(verb) }))),
  nth: fc.nat(7),
  part: fc.integer({ min: 1, max: 130 }),
  /** How much of what follows happens before the next step; all of it as a rule. */
  soon: fc.option(fc.nat(3), { freq: 2 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const kept = ({ fulfilled, returned }: OrderLine) => decimal(fulfilled).minus(returned);
const unbilled = (line: OrderLine) => kept(line).minus(line.billed).plus(line.credited);

/** Some hundredths of a quantity of a line: nothing is said of all lines. */
function some({ order: { lines } }: Sale, { nth, part }: Step, of: (line: OrderLine) => Decimal): object {
  const found = lines[nth % lines.length];
  if (found === undefined || part > 90) return {};
  const quantity = of(found).times(part).shiftedBy(-2).toFixed(3, 0);
  return decimal(quantity).gt(0) ? { lines: [{ line: found.line, quantity }] } : {};
}

const everything = ({ order: { lines } }: Sale) =>
  lines.flatMap((line) => (kept(line).gt(0) ? [{ line: line.line, quantity: kept(line).toFixed() }] : []));

const acts: Readonly<Record<Verb, (sale: Sale, step: Step) => boolean>> = {
  fulfil: (sale, each) =>
    sale.ask(
      fulfilOrder,
      some(sale, each, ({ open }) => decimal(open)),
    ),
  return(sale, each) {
    const back = some(sale, each, kept);
    if ("lines" in back) return sale.ask(returnOrder, back);
    const lines = everything(sale);
    return lines.length > 0 && sale.ask(returnOrder, { lines });
  },
  bill: (sale, each) => sale.ask(billOrder, some(sale, each, unbilled)),
  again(sale, { nth }) {
    const { bills } = sale.order;
    return sale.ask(billOrder, { again: bills[nth % Math.max(1, bills.length)]?.bill ?? 1 });
  },
  drop(sale, { nth }) {
    const { bills } = sale.order;
    const bill = bills[nth % Math.max(1, bills.length)]?.bill ?? 1;
    return sale.ask(cancelInvoice, {}, childId("inv", sale.id, bill));
  },
  "cancel-rest": (sale) => sale.ask(cancelRest, {}),
  cancel: (sale) => sale.ask(cancelOrder, {}),
  hold: (sale) => sale.ask(holdOrder, {}),
  resume: (sale) => sale.ask(resumeOrder, {}),
};

/** Everything is delivered or given up, and billed; what follows has happened. */
function end(sale: Sale, part: number): void {
  sale.slow = undefined;
  sale.settle();
  sale.ask(resumeOrder, {});
  if (part % 2 === 0) sale.ask(cancelRest, {});
  sale.ask(fulfilOrder, {});
  for (let time = 0; time < 60 && sale.ask(billOrder, {}); time += 1) continue;
}

/** What the goods cost that the customer has kept, with tax: nothing but whole cents is lost on the way. */
function worth({ order }: Sale): number {
  const had = new Map(order.lines.map((line) => [line.line, kept(line)]));
  const { rows } = sumsUpTo(order, ({ line }) => had.get(line) ?? decimal(0), new Map());
  return rows
    .reduce((sum, row) => sum.plus(row.lines).minus(row.discount).plus(row.tax), decimal(0))
    .toNumber();
}

const findings = ({ memory }: Sale) =>
  judgeDeal(memory.records(), memory.log).map(({ record, text }) => `${record}: ${text}`);

const seen = new Map<string, number>();
const note = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1);

/** Any order, most of them with a deposit and without charges: what is kept of these is a policy. */
const anySale = fc
  .record({
    terms: anyOrder,
    depositPercent: fc.constantFrom("30", "33.3333", "100"),
    invoicing: fc.constantFrom("on-fulfilment", "manual", "when-complete", "on-fulfilment", "on-order"),
    hasCharges: fc.nat(3).map((nth) => nth === 0),
  })
  .map(({ terms: { charges, discount, ...terms }, hasCharges, ...more }) => {
    const kept = { ...(discount && { discount }), ...(hasCharges && charges && { charges }) };
    const totals = totalsOf({ lines: terms.lines, ...kept }, terms.currency);
    return { ...terms, ...more, ...kept, totals };
  });

const wrong = (holds: boolean, text: string) => (holds ? [] : [text]);

/** The steps of a life, and its end; whether goods came back. */
function lived(sale: Sale, steps: readonly Step[]): boolean {
  let came = false;
  for (const each of steps) {
    sale.slow = each.soon === null ? undefined : () => each.soon ?? 0;
    if (!acts[each.verb](sale, each)) continue;
    note(each.verb);
    came ||= each.verb === "return";
  }
  end(sale, steps.length);
  note(`${sale.order.status} ${sale.order.invoicing}`);
  return came;
}

/** What is wrong when an order with its invoices has ended: what is owed is what was kept. */
function judgeEnd(sale: Sale, came: boolean, hasCharges: boolean): string[] {
  const { order, total } = sale;
  const whole = order.lines.every(({ fulfilled, quantity }) => decimal(fulfilled).eq(quantity));
  // Each credit is rounded by itself, at each line and row.
  const slack = 3 * sale.memory.records().length * order.lines.length + 5;
  return [
    ...findings(sale),
    ...wrong(["invoiced", "cancelled", "fulfilled"].includes(order.status), `It is ${order.status}`),
    ...wrong(
      came || !whole || total === order.totals.total.minor,
      `All of it was kept, and ${total} is owed`,
    ),
    ...wrong(
      hasCharges || Math.abs(total - worth(sale)) <= slack,
      `${worth(sale)} was kept, and ${total} is owed`,
    ),
  ];
}

/** What is wrong when all that was kept has come back as well. */
function judgeNothing(sale: Sale, hasCharges: boolean): string[] {
  const lines = everything(sale);
  const isDone = sale.order.status === "cancelled" || lines.length === 0 || sale.ask(returnOrder, { lines });
  for (let time = 0; time < 60 && sale.ask(billOrder, {}); time += 1) continue;
  return [
    ...findings(sale),
    ...wrong(isDone, "It cannot come back"),
    ...wrong(
      hasCharges || Object.keys(sale.owed).length === 0,
      `Nothing was kept, and ${JSON.stringify(sale.owed)} is owed`,
    ),
  ];
}

test("whatever happens to an order and its invoices, a deposit is used up or credited, and what is owed is what the goods kept cost", () => {
  fc.assert(
    fc.property(
      anySale,
      fc.array(step, { minLength: 4, maxLength: 16, size: "max" }),
      fc.nat(2 ** 30),
      (terms, steps, seed) => {
        const manner = seed % 3 === 0 ? inOrder : anyhow(diceOf(seed));
        const hasCharges = (terms.charges ?? []).length > 0;
        const sale = new Sale(terms, { manner });
        const came = lived(sale, steps);
        expect([...judgeEnd(sale, came, hasCharges), ...judgeNothing(sale, hasCharges)]).toEqual([]);
      },
    ),
    { numRuns: runs(200) },
  );
  const policies = ["on-fulfilment", "on-order", "when-complete", "manual"];
  const wanted = [...verbs, ...policies.map((policy) => `invoiced ${policy}`)];
  expect(wanted.filter((name) => (seen.get(name) ?? 0) < 3)).toEqual([]);
}, 120_000);
