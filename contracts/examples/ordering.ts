import { customer, ids, sold, twoPacks } from "./deal.ts";
import { type Life, type Step, step } from "./life.ts";

const whose = { ...customer, quote: ids.quote };
const placed = step("order.placed", {
  ...whose,
  reference: "PO-4711",
  ...sold,
  paymentTerms: { days: 30 },
  invoicing: "on-fulfilment",
});

const order = (...steps: readonly Step[]): Life => ({ id: ids.order, steps: [placed, ...steps] });
const lines = sold.lines.map(({ line, quantity }) => ({ line, quantity }));
const part = { line: 1, quantity: "2" };
const credit = { bill: 1, invoice: ids.invoice, lines: [part] };

const standard = { taxPercent: "19", taxCategory: "S" };

const fulfilled = step("order.fulfilled", {
  ...whose,
  orderReference: "PO-4711",
  fulfilment: 1,
  fulfilledOn: "2026-11-26",
  reference: "DHL 00340434161094042557",
  complete: true,
  lines: sold.lines,
  invoicing: "on-fulfilment",
});

const billed = step("order.billed", {
  ...whose,
  orderReference: "PO-4711",
  bill: 1,
  kind: "delivery",
  fulfilment: 1,
  deliveredOn: "2026-11-26",
  ...sold,
  paymentTerms: { days: 30 },
});

const invoice = { invoice: ids.invoice, bill: 1 };

/** What is ordered. */
export const orderLives: readonly Life[] = [
  order(
    step("order.held", { reason: "Waits for a new delivery of tea" }),
    step("order.resumed"),
    fulfilled,
    billed,
    step("order.invoice-noted", invoice),
    step("order.invoiced", { invoices: [ids.invoice] }),
    step("order.returned", {
      ...whose,
      return: 1,
      returnedOn: "2026-12-03",
      lines: [part],
      credits: [credit],
      reason: "damaged",
      note: "Two packs were wet",
    }),
    step("order.invoice-cancelled", invoice),
    step("order.assigned", { before: "ann", after: "ben" }),
    step("order.ticked", { check: "packed", done: true, by: "ben" }),
    step("order.migrated", {
      before: { name: "default", version: 1 },
      after: { name: "default", version: 2 },
    }),
  ),
  order(
    step("order.fulfilled", { ...fulfilled.data, ...twoPacks, complete: false }),
    step("order.rest-cancelled", {
      ...whose,
      lines: [{ line: 1, quantity: "10" }, ...lines.slice(1)],
      credits: [],
      reason: "customer",
    }),
  ),
  order(
    fulfilled,
    step("order.deposit-unused", {
      ...whose,
      bill: 2,
      deducting: [{ ...standard, amount: { minor: 1200, currency: "EUR" } }],
      credits: [
        {
          bill: 1,
          invoice: ids.invoice,
          lines: [{ line: 1, amount: { minor: 4800, currency: "EUR" }, ...standard }],
        },
      ],
    }),
  ),
  order(
    step("order.cancelled", {
      opportunity: ids.opportunity,
      account: ids.account,
      contact: ids.contact,
      quote: ids.quote,
      totals: sold.totals,
      reason: "customer",
      note: "Ordered twice by mistake",
    }),
  ),
];
