import { describe, expect, test } from "vitest";
import { judgeDeal } from "../../domain/audit/deal.ts";
import { cancelInvoice, creditInvoice } from "../../domain/invoice/credit.ts";
import { childId } from "../../domain/kernel/id.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { Sale } from "../support/sale.ts";

const line = { description: "Tea", quantity: "10", unitPrice: "10", taxPercent: "0" };

/** Ten pieces at 10.00 with a deposit of 30 percent, all delivered: bill 1 is the deposit, bill 2 the delivery. */
const tea = (more: object = {}) =>
  new Sale({ invoicing: "on-fulfilment", depositPercent: "30", lines: [line], ...more }).deliver();

const findings = ({ memory }: Sale) => judgeDeal(memory.records(), memory.log).map(({ text }) => text);

describe("a deposit whose invoice finance cancels and bills again", () => {
  test("owes nothing when all goods come back later", () => {
    const sold = tea().cancelled(1).bill();
    expect(sold.owed).toEqual({ 2: 7000, 3: 3000 });
    sold.back("10");
    expect(sold.owed).toEqual({});
    expect(sold.order.status).toBe("invoiced");
    expect(findings(sold)).toEqual([]);
  });

  test("is not billed again when all goods came back before that: the order is invoiced without it", () => {
    const sold = tea().cancelled(1).back("10");
    expect(sold.owed).toEqual({});
    expect(sold.order.status).toBe("invoiced");
    expect(sold.ask(billOrder, {})).toBe(false);
    expect(findings(sold)).toEqual([]);
  });

  test("has what is left of it when it is billed again after goods came back", () => {
    const sold = tea().back("8");
    expect(sold.owed).toEqual({ 1: 2000 });
    sold.cancelled(1).bill();
    expect(sold.owed).toEqual({ 3: 2000 });
    expect(sold.order.status).toBe("invoiced");
    expect(sold.back("1").owed).toEqual({ 3: 1000 });
    expect(findings(sold)).toEqual([]);
  });

  test("is over when its invoice is cancelled after everything came back, but before that is credited", () => {
    const sold = tea();
    sold.slow = () => 0;
    sold.back("10").cancelled(1).settle();
    expect(sold.owed).toEqual({});
    expect(sold.order.status).toBe("invoiced");
    expect(findings(sold)).toEqual([]);
  });
});

describe("a delivery whose invoice finance cancels", () => {
  test("leaves nothing of the deposit to pay when all goods come back before it is billed again", () => {
    const sold = tea().cancelled(2).back("10");
    expect(sold.owed).toEqual({});
    expect(sold.order.status).toBe("invoiced");
    expect(findings(sold)).toEqual([]);
  });

  test("deducts what is left of the deposit when it is billed again after goods came back", () => {
    const sold = tea().cancelled(2).back("8");
    expect(sold.owed).toEqual({ 1: 2000 });
    sold.bill();
    expect(sold.owed).toEqual({ 1: 2000 });
    expect(sold.back("1").owed).toEqual({ 1: 1000 });
    expect(findings(sold)).toEqual([]);
  });

  test("frees the deposit, though goods came back just before, and were not credited yet", () => {
    const sold = tea();
    sold.slow = () => 0;
    sold.back("8").cancelled(2).settle();
    expect(sold.owed).toEqual({ 1: 2000 });
    sold.slow = undefined;
    expect(sold.bill().owed).toEqual({ 1: 2000 });
    expect(findings(sold)).toEqual([]);
  });

  test("together with that of the deposit: both are billed again for what stays", () => {
    const sold = tea().cancelled(1).cancelled(2).back("5").bill().bill();
    expect(sold.total).toBe(5000);
    expect(sold.order.status).toBe("invoiced");
    expect(sold.back("5").owed).toEqual({});
    expect(findings(sold)).toEqual([]);
  });
});

describe("what else frees a deposit", () => {
  test("goods of which finance credited a part by hand: what stays is paid once", () => {
    const sold = tea();
    const half = { lines: [{ line: 1, amount: { minor: 5000, currency: "EUR" } }] };
    expect(sold.ask(creditInvoice, half, childId("inv", sold.id, 2))).toBe(true);
    // Five pieces of 5.00 each stay: all of it is paid by the deposit.
    expect(sold.back("5").owed).toEqual({ 1: 2500 });
    expect(sold.back("5").owed).toEqual({});
  });

  test("not freight, which stays with the customer", () => {
    const freight = { description: "Freight", amount: { minor: 2000, currency: "EUR" }, taxPercent: "0" };
    const sold = tea({ charges: [freight] }).back("10");
    expect(sold.total).toBe(2000);
    expect(findings(sold)).toEqual([]);
  });

  test("a deposit that was given up before it was used is billed again for what is left of the order", () => {
    const sold = new Sale({ invoicing: "manual", depositPercent: "30", lines: [line] });
    sold.cancelled(1).deliver().back("8").bill({ again: 1 });
    expect(sold.owed).toEqual({ 2: 2000 });
    expect(sold.bill().owed).toEqual({ 2: 2000 });
    expect(findings(sold)).toEqual([]);
  });

  test("each return once, however often and late its news come", () => {
    const sold = tea();
    for (const quantity of ["4", "3", "1"]) {
      expect(
        sold.memory.ask({ action: returnOrder, id: sold.id, input: { lines: [{ line: 1, quantity }] } }).ok,
      ).toBe(true);
    }
    sold.settle();
    expect(sold.owed).toEqual({ 1: 2000 });
    sold.again();
    expect(sold.owed).toEqual({ 1: 2000 });
    expect(sold.ask(cancelInvoice, {}, childId("inv", sold.id, 1))).toBe(true);
    expect(sold.bill().owed).toEqual({ 3: 2000 });
  });
});
