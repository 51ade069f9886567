import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeDeal } from "../../domain/audit/deal.ts";
import { creditNote } from "../../domain/credit-note/credit-note.ts";
import { totalsOf } from "../../domain/document/totals.ts";
import { creditReturnsOfOrder } from "../../domain/flow/billing.ts";
import { cancelInvoice, creditInvoice, creditReturn } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { decimal } from "../../domain/kernel/decimal.ts";
import { minorDigits } from "../../domain/kernel/money.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { cancelOrder, cancelRest } from "../../domain/order/cancel.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { placeOrder } from "../../domain/order/place.ts";
import { returnOrder } from "../../domain/order/return.ts";
import type { OrderTerms } from "../../domain/order/terms.ts";
import { anyOrder } from "../laws/billing.ts";
import { anyhow, Deliveries, inOrder } from "../support/deliveries.ts";
import { diceOf } from "../support/dice.ts";
import { Memory } from "../support/memory.ts";
import { runs } from "../support/runs.ts";
import { eur } from "../support/samples.ts";

const ORDER = "ord_0000000001";
const INVOICE = "inv_0000000001-1";

/** Ten packs at 10.00 and freight of 20.00, all with a tax of 19 %. */
function tea(invoicing: OrderTerms["invoicing"]): OrderTerms {
  const line = {
    description: "Tea",
    quantity: "10",
    unitPrice: "10",
    discountPercent: "0",
    taxPercent: "19",
  };
  const lines = [{ line: 1, ...line, net: eur(10_000) }];
  const charges = [{ description: "Freight", amount: eur(2000), taxPercent: "19" }];
  const totals = totalsOf({ lines, charges }, "EUR");
  if (totals === undefined) throw new Error("The order adds up");
  return { topic: "Tea", currency: "EUR", lines, charges, totals, invoicing };
}

/** An order and its invoices, with what follows by itself. */
class Trade {
  readonly memory = new Memory();
  readonly deliveries: Deliveries;

  constructor(terms: OrderTerms, manner = inOrder) {
    this.deliveries = new Deliveries(this.memory, manner);
    const coin = decimal(5).shiftedBy(-minorDigits(terms.currency)).toFixed();
    this.memory.process = { ...this.memory.process, cashRounding: { [terms.currency]: coin } };
    this.ask(placeOrder, terms);
  }

  /** Asks it; whether it was done. */
  tries(action: Action, input: unknown = {}, id: string = ORDER): boolean {
    return this.memory.ask({ action, input, id }).ok;
  }

  ask(action: Action, input: unknown = {}, id: string = ORDER): this {
    const answer = this.memory.ask({ action, input, id });
    if (!answer.ok) throw new Error(`${action.name}: ${answer.message}`);
    return this;
  }

  /** Everything that follows has happened, and nothing is wrong with it. */
  settled(): this {
    this.deliveries.all();
    const [first] = this.findings();
    if (first !== undefined) throw new Error(first);
    return this;
  }

  findings(): string[] {
    return judgeDeal(this.memory.records(), this.memory.log).map(({ record, text }) => `${record}: ${text}`);
  }

  invoices() {
    return this.memory.all(invoice);
  }

  notes() {
    return this.memory.all(creditNote);
  }

  /** What is invoiced of charges and not credited, before tax. */
  charged(): number {
    const sum = (all: readonly { charges?: readonly { amount: { minor: number } }[] | undefined }[]) =>
      all.flatMap(({ charges = [] }) => charges).reduce((minor, { amount }) => minor + amount.minor, 0);
    return sum(this.invoices()) - sum(this.notes());
  }

  /** What is invoiced and not credited, with tax. */
  owed(): number {
    const sum = (all: readonly { totals: { total: { minor: number } } }[]) =>
      all.reduce((minor, { totals }) => minor + totals.total.minor, 0);
    return sum(this.invoices()) - sum(this.notes());
  }
}

const some = (quantity: string) => ({ lines: [{ line: 1, quantity }] });

describe("an order that was invoiced when it was placed, with freight", () => {
  test("owes nothing when it is cancelled before anything is delivered", () => {
    const trade = new Trade(tea("on-order")).settled().ask(cancelOrder).settled();
    expect(trade.invoices()).toMatchObject([
      { status: "cancelled", balance: eur(0), totals: { total: eur(14_280) } },
    ]);
    expect(trade.notes()).toMatchObject([
      { totals: { total: eur(14_280) }, charges: [{ charge: 1, description: "Freight", amount: eur(2000) }] },
    ]);
  });

  test.each(["1", "3.5", "9.999"])(
    "owes for %s of 10 that were delivered what it would when it was invoiced as it is delivered",
    (quantity) => {
      const [ahead, after] = (["on-order", "on-fulfilment", "when-complete"] as const).map((invoicing) =>
        new Trade(tea(invoicing))
          .settled()
          .ask(fulfilOrder, some(quantity))
          .settled()
          .ask(cancelRest)
          .settled(),
      );
      expect(ahead?.owed()).toBe(after?.owed());
    },
  );

  test("keeps its freight when goods come back", () => {
    const trade = new Trade(tea("on-order"))
      .settled()
      .ask(fulfilOrder)
      .ask(returnOrder, some("10"))
      .settled();
    expect(trade.owed()).toBe(2380);
    expect(trade.memory.log.find(({ type }) => type === "order.returned")?.data["credits"]).toEqual([
      { bill: 1, invoice: INVOICE, lines: [{ line: 1, quantity: "10" }] },
    ]);
  });

  test("keeps the freight of what came back, and not that of what was never delivered", () => {
    const trade = new Trade(tea("on-order")).settled().ask(fulfilOrder, some("4"));
    trade.ask(returnOrder, some("4")).settled().ask(cancelRest).settled();
    expect(trade.owed()).toBe(952);
  });

  test("is not credited twice for freight that was credited by hand", () => {
    const part = new Trade(tea("on-order")).settled();
    part.ask(creditInvoice, { charges: [{ charge: 1, amount: eur(500) }] }, INVOICE).settled();
    part.ask(cancelOrder).settled();
    expect(part.owed()).toBe(0);
    expect(part.notes().map(({ charges = [] }) => charges.map(({ amount }) => amount.minor))).toEqual([
      [500],
      [1500],
    ]);
    const whole = new Trade(tea("on-order"))
      .settled()
      .ask(creditInvoice, { charges: [{ charge: 1 }] }, INVOICE);
    whole.ask(fulfilOrder, some("9")).settled().ask(cancelRest).settled();
    expect(whole.owed()).toBe(10_710);
  });

  test("that was paid with a discount for early payment gives all of it back", () => {
    const terms = { days: 30, earlyPayment: { percent: "2", days: 10 } };
    const trade = new Trade({ ...tea("on-order"), paymentTerms: terms }).settled();
    trade
      .ask(payInvoice, { amount: eur(13_994), method: "transfer" }, INVOICE)
      .ask(cancelOrder)
      .settled();
    expect(trade.invoices()).toMatchObject([{ status: "cancelled", paid: eur(13_994), credit: eur(13_994) }]);
  });

  test("whose invoice is not issued yet is credited when it is, once", () => {
    const trade = new Trade(tea("on-order")).ask(cancelOrder);
    const cancelled = trade.memory.log.find(({ type }) => type === "order.cancelled");
    const [credit] = cancelled === undefined ? [] : creditReturnsOfOrder.commands(cancelled);
    expect(trade.tries(creditReturn, credit?.input, INVOICE)).toBe(false);
    trade.settled();
    expect(trade.invoices()).toMatchObject([{ status: "cancelled", balance: eur(0) }]);
    const before = trade.memory.log.length;
    trade.deliveries.again();
    expect(trade.memory.log.length).toBe(before);
  });

  test("whose invoice was cancelled by hand is billed again for what was delivered, with its part of the freight", () => {
    const trade = new Trade(tea("on-order"))
      .settled()
      .ask(fulfilOrder, some("1"))
      .ask(cancelInvoice, {}, INVOICE);
    trade.settled().ask(cancelRest).settled();
    expect(trade.owed()).toBe(0);
    trade.ask(billOrder, { again: 1 }).settled();
    expect(trade.owed()).toBe(1428);
    const before = new Trade(tea("on-order"))
      .settled()
      .ask(fulfilOrder, some("1"))
      .ask(cancelInvoice, {}, INVOICE);
    before.settled().ask(billOrder, { again: 1 }).settled().ask(cancelRest).settled();
    expect(before.owed()).toBe(1428);
  });

  test.each<[string, Action, string, string]>([
    ["cancelled", cancelOrder, "10", "2380 of it is still owed"],
    [
      "cancelled but for a piece",
      cancelRest,
      "9",
      "2000 of its charges is still owed: no more than 201 goes",
    ],
  ])(
    "and was %s before charges were credited is found: they are still owed",
    (_, action, quantity, words) => {
      const trade = new Trade(tea("on-order")).settled();
      if (action === cancelRest) trade.ask(fulfilOrder, some("1"));
      trade.settled().ask(action);
      const { log } = trade.memory;
      const at = log.findLastIndex(({ data }) => data["credits"] !== undefined);
      const [told] = log.slice(at, at + 1);
      if (told === undefined) throw new Error("Something is credited");
      const credits = [{ bill: 1, invoice: INVOICE, lines: [{ line: 1, quantity }] }];
      log.splice(at, 1, { ...told, data: { ...told.data, credits } });
      trade.deliveries.all();
      expect(trade.findings()).toEqual([expect.stringContaining(words)]);
      // Finance settles it by hand.
      trade.ask(
        creditInvoice,
        { charges: [{ charge: 1, amount: eur(action === cancelRest ? 1800 : 2000) }] },
        INVOICE,
      );
      trade.settled();
    },
  );
});

const cut = fc.record({ line: fc.nat(3), part: fc.integer({ min: 1, max: 100 }) });

type Cut = typeof cut extends fc.Arbitrary<infer T> ? T : never;

/** The order after so many hundredths of some lines were delivered. */
function delivered(terms: OrderTerms, cuts: readonly Cut[], chance: number): Trade {
  const trade = new Trade(terms, anyhow(diceOf(chance))).settled();
  for (const { line, part } of cuts) {
    const found = terms.lines[line % terms.lines.length];
    const share = decimal(found?.quantity ?? 0).times(part);
    trade.tries(fulfilOrder, { lines: [{ line: found?.line, quantity: share.shiftedBy(-2).toFixed(3, 0) }] });
  }
  return trade;
}

test("however much of an order that is invoiced when it is placed is delivered and credited by hand, nothing is owed once it is cancelled", () => {
  const byHand = fc.record({ charge: fc.integer({ min: 1, max: 3 }), minor: fc.nat(9999) });
  fc.assert(
    fc.property(anyOrder, fc.array(byHand, { maxLength: 3 }), fc.nat(), (drawn, parts, chance) => {
      const { currency } = drawn;
      const trade = delivered({ ...drawn, invoicing: "on-order" }, [], chance);
      for (const { charge, minor } of parts) {
        trade.tries(creditInvoice, { charges: [{ charge, amount: { minor, currency } }] }, INVOICE);
      }
      trade.ask(cancelOrder).settled();
      const [owed] = trade.invoices();
      expect(owed?.balance.minor).toBe(0);
      expect(trade.owed()).toBe(0);
      expect(owed?.credited?.payable.minor ?? 0).toBe(owed?.totals.payable?.minor);
    }),
    { numRuns: runs(100) },
  );
}, 60_000);

test("when the rest of any order is cancelled, the same of its charges is owed whether it was invoiced before or after its deliveries", () => {
  let rests = 0;
  fc.assert(
    fc.property(anyOrder, fc.array(cut, { minLength: 1, maxLength: 3 }), fc.nat(), (drawn, cuts, chance) => {
      const [ahead, after] = (["on-order", "on-fulfilment"] as const).map((invoicing) => {
        const trade = delivered({ ...drawn, depositPercent: "0", invoicing }, cuts, chance);
        rests += trade.tries(cancelRest) ? 1 : 0;
        return trade.settled().charged();
      });
      expect(ahead).toBe(after);
    }),
    { numRuns: runs(100) },
  );
  expect(rests).toBeGreaterThan(40);
}, 60_000);
