import * as fc from "fast-check";
import type { Bill, BillCredit } from "../../domain/document/bill.ts";
import type { Line } from "../../domain/document/line.ts";
import { lineNet, totalsOf } from "../../domain/document/totals.ts";
import type { Action } from "../../domain/kernel/action.ts";
import type { Facts } from "../../domain/kernel/facts.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import type { OrderFields, OrderTerms } from "../../domain/order/terms.ts";
import { leanProcess, settings } from "../support/given.ts";

/** An order under test: its state, and all that happened to it. */
export type Live = OrderFields & { readonly status: string };

const NOW = "2026-11-23T09:00:00.000Z";
const ID = "ord_0000000001";

function factsOf(percent: string): Facts {
  return {
    now: NOW,
    today: "2026-11-23",
    actor: { type: "user", id: "ann" },
    roles: ["admin"],
    language: "en",
    settings,
    number: 0,
    process: { ...leanProcess(), tolerance: { overDeliveryPercent: percent } },
    find: () => undefined,
    list: () => [],
    claimed: () => undefined,
  };
}

/** An order to which things are done, with what was billed and credited, and which bills have an invoice that stands. */
export class Trial {
  state: unknown = undefined;
  version = 0;
  readonly bills: Bill[] = [];
  readonly credits: BillCredit[] = [];
  readonly cancelled = new Set<number>();
  readonly #facts: Facts;

  constructor(terms: OrderTerms, percent = "0") {
    this.#facts = factsOf(percent);
    if (!this.ask(placeOrder, terms)) throw new Error("The order of a law can be placed");
  }

  /** Does it, when it may be done. */
  ask(action: Action, input: unknown): boolean {
    const prepared = action.prepare(input);
    if (!prepared.ok) throw new Error(`${action.name}: ${prepared.message}`);
    const meta = { id: ID, version: this.version, deal: "dea_1", createdAt: NOW, updatedAt: NOW };
    const stored: Stored = { ...meta, state: this.state };
    const done = prepared.decide(stored, this.#facts);
    if (!done.ok) return false;
    for (const { type, data } of done.events) {
      const { state } = order.happen(order.read(this.state), type, data, NOW);
      this.state = JSON.parse(JSON.stringify(state));
      this.version += 1;
      if (type === "order.billed") this.bills.push(order.events["order.billed"].data.parse(data));
      const { credits = [] } = order.events["order.rest-cancelled"].data
        .pick({ credits: true })
        .parse({ credits: Object(data).credits });
      this.credits.push(...credits);
    }
    return true;
  }

  get record(): Live {
    const record = order.read(this.state);
    if (record.status === "none") throw new Error("There is an order");
    return record;
  }

  /** The bills whose invoices stand. */
  live(): Bill[] {
    return this.bills.filter(({ bill }) => !this.cancelled.has(bill));
  }
}

const quantity = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(String),
  fc
    .tuple(fc.nat(50), fc.integer({ min: 1, max: 999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(3, "0")}`),
);
const price = fc.oneof(
  fc.constantFrom("0", "0.005", "0.333", "19.99", "1000"),
  fc.tuple(fc.nat(500), fc.nat(9999)).map(([whole, part]) => `${whole}.${String(part).padStart(4, "0")}`),
);
const percent = fc.constantFrom("0", "0", "3", "10", "33.3333", "99.99", "100");
const tax = fc.constantFrom("0", "7", "8.875", "10", "19", "25");

const soldLine = fc.record({
  quantity,
  unitPrice: price,
  discountPercent: percent,
  taxPercent: tax,
  off: fc.nat(100),
});

/** Currencies of none, two and three decimals. */
export const currency = fc.constantFrom("EUR", "JPY", "KWD", "VND");
export const policy = fc.constantFrom("on-fulfilment", "on-order", "when-complete", "manual");

function linesOf(
  list: readonly {
    quantity: string;
    unitPrice: string;
    discountPercent: string;
    taxPercent: string;
    off: number;
  }[],
  code: string,
): Line[] {
  return list.map(({ off, ...terms }, index) => {
    const gross = lineNet(terms, code)?.minor ?? 0;
    const discountAmount = { minor: Math.floor((gross * off) / 150), currency: code };
    const line = { description: "Chai", ...terms, ...(off > 60 && { discountAmount }) };
    const net = lineNet(line, code) ?? { minor: 0, currency: code };
    return { line: index + 1, ...line, net };
  });
}

/** Any order that can be: with a discount, charges and a deposit, in any currency, invoiced in any way. */
export const anyOrder = fc
  .record({
    list: fc.array(soldLine, { minLength: 1, maxLength: 4 }),
    code: currency,
    off: fc.oneof(fc.constant("none"), percent, fc.constant("amount")),
    part: fc.nat(1000),
    charges: fc.array(fc.record({ minor: fc.nat(9999), taxPercent: tax }), { maxLength: 3 }),
    invoicing: policy,
    depositPercent: fc.constantFrom("0", "0", "30", "33.3333", "100"),
  })
  .map(({ list, code, off, part, charges: extra, invoicing, depositPercent }): OrderTerms => {
    const lines = linesOf(list, code);
    const whole = lines.reduce((sum, { net }) => sum + net.minor, 0);
    const amount = { minor: Math.floor((whole * part) / 1000), currency: code };
    const discount = off === "none" ? undefined : off === "amount" ? { amount } : { percent: off };
    const charges = extra.map(({ minor, taxPercent }) => ({
      description: "Freight",
      amount: { minor, currency: code },
      taxPercent,
    }));
    const totals = totalsOf({ lines, discount, charges }, code);
    if (totals === undefined) throw new Error("No amount of this law is too large");
    return { topic: "Tea", currency: code, lines, discount, charges, totals, invoicing, depositPercent };
  });
