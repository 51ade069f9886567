import * as fc from "fast-check";
import type { Charge } from "../../domain/document/charge.ts";
import type { Line } from "../../domain/document/line.ts";
import { lineNet, totalsOf } from "../../domain/document/totals.ts";
import { dueOf } from "../../domain/invoice/due.ts";
import type { Action, Done } from "../../domain/kernel/action.ts";
import type { Facts } from "../../domain/kernel/facts.ts";
import type { Refusal } from "../../domain/kernel/refusal.ts";
import { cancelInvoice, creditInvoice, creditReturn } from "../../domain/invoice/credit.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { markOverdue, refundInvoice, writeOffInvoice } from "../../domain/invoice/settle.ts";
import type { InvoiceBase } from "../../domain/invoice/record.ts";
import { InvoiceTerms } from "../../domain/invoice/terms.ts";
import { leanProcess, settings } from "../support/given.ts";
import { invoiceTerms } from "../support/samples.ts";

const quantity = fc.constantFrom("1", "2", "3", "7", "0.5", "12.25", "0.333333", "1000");
const line = fc.record({
  quantity,
  unitPrice: fc.constantFrom("0", "0.004", "0.335", "1", "9.99", "14.00", "1234.5678"),
  discountPercent: fc.constantFrom("0", "0", "5", "33.3333", "100"),
  taxPercent: fc.constantFrom("0", "7", "8.875", "19", "19"),
});
const charge = fc.record({
  minor: fc.integer({ min: 1, max: 2000 }),
  taxPercent: fc.constantFrom("7", "19"),
});

/** Any invoice, with a discount, charges, terms of payment, and what was paid before it. */
export const invoices: fc.Arbitrary<InvoiceTerms> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    charges: fc.array(charge, { maxLength: 2 }),
    discount: fc.constantFrom("0", "0", "10", "33.3333", "100"),
    prepaid: fc.constantFrom(0, 0, 0.3, 1),
    coin: fc.constantFrom(undefined, undefined, "5"),
    currency: fc.constantFrom("EUR", "JPY", "KWD"),
    early: fc.boolean(),
    parts: fc.boolean(),
  })
  .map(({ currency, coin, prepaid, discount, early, parts, ...doc }) => {
    const lines = doc.lines.map((each, index): Line => {
      const net = lineNet(each, currency);
      if (net === undefined) throw new Error("No amount of this law is too large");
      return { line: index + 1, description: "Chai", ...each, net };
    });
    const charges = doc.charges.map(({ minor, taxPercent }): Charge => ({
      description: "Freight",
      amount: { minor, currency },
      taxPercent,
    }));
    const sold = { lines, charges, discount: { percent: discount }, coin };
    const total = totalsOf({ ...sold, coin: undefined }, currency)?.total.minor ?? 0;
    const before = { minor: Math.floor(total * prepaid), currency };
    const totals = totalsOf({ ...sold, prepaid: before }, currency);
    if (totals?.payable === undefined) throw new Error("No sum of this law is too large");
    const half = { percent: "50", days: 10 };
    const terms = {
      days: 30,
      ...(parts && { instalments: [half, { ...half, days: 40 }] }),
      ...(early && { earlyPayment: { percent: "3", days: 5 } }),
    };
    const due = dueOf(totals.payable, terms, invoiceTerms.issuedOn);
    return InvoiceTerms.parse({ ...invoiceTerms, ...sold, currency, totals, ...due });
  });

/** One thing that people, the order or a timer ask of an invoice; `part` is a share of what there is. */
export interface Step {
  readonly verb:
    | "pay"
    | "credit"
    | "credit-charge"
    | "lower"
    | "return"
    | "refund"
    | "write-off"
    | "overdue"
    | "cancel";
  readonly part: number;
  readonly line: number;
  readonly day: string;
}

const verbs = [
  "pay",
  "pay",
  "pay",
  "credit",
  "credit",
  "credit",
  "credit-charge",
  "lower",
  "return",
  "refund",
  "refund",
] as const;

/** Any script of what may be asked; what ends an invoice is asked seldom, so that much happens before. */
export const scripts: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    verb: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...verbs) },
      { weight: 1, arbitrary: fc.constantFrom("write-off", "overdue", "cancel") },
    ),
    part: fc.constantFrom(0.01, 0.2, 0.5, 0.97, 1, 1, 1.3),
    line: fc.integer({ min: 1, max: 5 }),
    day: fc.constantFrom("2026-11-23", "2026-11-25", "2026-12-10", "2027-01-30"),
  }),
  { minLength: 1, maxLength: 30, size: "max" },
);

const pieces = ["0.000001", "0.1", "0.5", "1", "2", "7"] as const;

/** The action and the input of a step, as the record is now. */
export function asked({ verb, part, line, day }: Step, record: InvoiceBase, nth: number): [Action, object] {
  const money = (minor: number) => ({ minor: Math.ceil(minor * part), currency: record.currency });
  const net = record.lines.find((each) => each.line === line)?.net.minor ?? 0;
  const size = pieces[(line + nth) % pieces.length];
  const lines = part < 1 ? [{ line, quantity: size }] : [{ line }];
  const all = {
    pay: [
      payInvoice,
      { amount: money(record.balance.minor), method: "transfer", paidOn: day, overpayment: "keep" },
    ],
    credit: [creditInvoice, { lines }],
    "credit-charge": [creditInvoice, { charges: [{ charge: 1, amount: money(100) }] }],
    lower: [creditInvoice, { lines: [{ line, amount: money(net) }] }],
    return: [creditReturn, { return: line, lines }],
    refund: [refundInvoice, { amount: money(record.credit?.minor ?? 0), method: "transfer" }],
    "write-off": [writeOffInvoice, {}],
    overdue: [markOverdue, {}],
    cancel: [cancelInvoice, {}],
  } satisfies Record<Step["verb"], [Action, object]>;
  return all[verb];
}

const NOW = "2027-01-30T09:00:00.000Z";

const facts: Facts = {
  now: NOW,
  today: "2027-01-30",
  actor: { type: "user", id: "ann" },
  roles: ["finance"],
  language: "en",
  process: leanProcess(),
  settings,
  number: 0,
  find: () => undefined,
  list: () => [],
  claimed: () => undefined,
};

/** Asks an action of an invoice in this state. */
export function ask(state: unknown, action: Action, input: object): Done | Refusal {
  const prepared = action.prepare(input);
  if (!prepared.ok) return prepared;
  const meta = { id: "inv_0000000001", deal: "dea_0000000001", createdAt: NOW, updatedAt: NOW };
  return prepared.decide({ ...meta, version: 1, state }, facts);
}
