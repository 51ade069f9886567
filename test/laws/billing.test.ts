import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../support/runs.ts";
import type { Bill } from "../../domain/document/bill.ts";
import type { Totals } from "../../domain/document/line.ts";
import { decimal } from "../../domain/kernel/decimal.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { resumeOrder } from "../../domain/order/hold.ts";
import { anyOrder, Trial } from "./billing.ts";
import { act, type Step, step } from "./billing-script.ts";
import { scaled } from "./arithmetic.ts";

const total = (amounts: readonly { readonly minor: number }[]) =>
  amounts.reduce((sum, { minor }) => sum + minor, 0);

/** What documents come to together: net, tax and total, and taxable and tax of each row of the breakdown. */
function together(all: readonly Totals[]) {
  const rows = new Map<string, { taxable: number; tax: number }>();
  for (const { category, percent, taxable, tax } of all.flatMap(({ taxes = [] }) => taxes)) {
    const key = `${category} ${percent}`;
    const before = rows.get(key) ?? { taxable: 0, tax: 0 };
    rows.set(key, { taxable: before.taxable + taxable.minor, tax: before.tax + tax.minor });
  }
  return {
    net: total(all.map(({ net }) => net)),
    tax: total(all.map(({ tax }) => tax)),
    total: total(all.map(({ total }) => total)),
    rows: Object.fromEntries([...rows].filter(([, { taxable }]) => taxable > 0)),
  };
}

/** Half up, in whole numbers. */
const taxOf = (taxable: number, percent: string) =>
  Number((2n * BigInt(taxable) * scaled(percent, 4) + 1_000_000n) / 2_000_000n);

const totalsOf = (bills: readonly Bill[]) => bills.map(({ totals }) => totals);
const cut = fc.record({ line: fc.nat(3), part: fc.integer({ min: 1, max: 100 }) });

/** Delivers so many hundredths of what is open of a line. */
function deliverSome(trial: Trial, { line, part }: { line: number; part: number }): void {
  const { lines } = trial.record;
  const found = lines[line % lines.length];
  if (found === undefined || found.open === "0") return;
  const quantity = decimal(found.open).times(part).shiftedBy(-2).toFixed(3, 0);
  if (decimal(quantity).gt(0)) trial.ask(fulfilOrder, { lines: [{ line: found.line, quantity }] });
}

test("however an order is delivered and invoiced, its bills add up to it to the minor unit, for net and tax of each rate", () => {
  fc.assert(
    fc.property(anyOrder, fc.array(cut, { maxLength: 8 }), fc.nat(255), (terms, cuts, asks) => {
      const trial = new Trial(terms);
      for (const [index, each] of cuts.entries()) {
        deliverSome(trial, each);
        if ((asks >> index) % 2 === 1) trial.ask(billOrder, {});
      }
      trial.ask(fulfilOrder, {});
      trial.ask(billOrder, {});
      const { lines, totals, status } = trial.record;
      expect(status).toBe("fulfilled");
      expect(trial.credits).toEqual([]);
      const regular = trial.bills.filter(({ kind }) => kind !== "deposit");
      for (const line of lines) {
        const shares = regular.flatMap((bill) => bill.lines.filter((each) => each.line === line.line));
        expect(total(shares.map(({ net }) => net))).toBe(line.net.minor);
        const pieces = shares.reduce((sum, { quantity }) => sum.plus(quantity), decimal(0));
        expect(pieces.eq(line.quantity)).toBe(true);
      }
      expect(together(totalsOf(trial.bills))).toEqual(together([totals]));
      const deposits = trial.bills.filter(({ kind }) => kind === "deposit");
      expect(total(regular.flatMap(({ deposit }) => deposit ?? []))).toBe(
        total(totalsOf(deposits).map(({ net }) => net)),
      );
    }),
    { numRuns: runs(300) },
  );
}, 60_000);

test("a bill adds up by itself: its lines, discount, deposit and charges to its rows, and these to its totals", () => {
  fc.assert(
    fc.property(anyOrder, fc.array(cut, { maxLength: 5 }), (terms, cuts) => {
      const trial = new Trial(terms);
      for (const each of cuts) deliverSome(trial, each);
      trial.ask(fulfilOrder, {});
      trial.ask(billOrder, {});
      for (const { lines, discount, deposit, deducted = [], charges = [], totals } of trial.bills) {
        const { taxes = [] } = totals;
        const off = discount !== undefined && "amount" in discount ? discount.amount.minor : 0;
        expect(totals.lines?.minor).toBe(total(lines.map(({ net }) => net)));
        expect(totals.charges?.minor).toBe(total(charges.map(({ amount }) => amount)));
        expect(totals.discount?.minor).toBe(off + (deposit?.minor ?? 0));
        expect(total(deducted.map(({ amount }) => amount))).toBe(deposit?.minor ?? 0);
        const net = total(lines.map((line) => line.net)) + total(charges.map((each) => each.amount));
        expect(totals.net.minor).toBe(net - off - (deposit?.minor ?? 0));
        expect(totals.total.minor).toBe(totals.net.minor + total(taxes.map(({ tax }) => tax)));
        for (const { taxable, tax, percent } of taxes) {
          expect(Math.abs(tax.minor - taxOf(taxable.minor, percent))).toBeLessThanOrEqual(1);
        }
      }
    }),
    { numRuns: runs(150) },
  );
}, 60_000);

/** What must hold after each step of any life. */
function lawful(trial: Trial): void {
  const { lines, bills, invoicing } = trial.record;
  for (const line of lines) {
    const { quantity, fulfilled, open, cancelled, returned, billed, credited } = line;
    const kept = decimal(quantity).minus(cancelled);
    const within = decimal(fulfilled).lt(kept) ? decimal(fulfilled) : kept;
    expect(within.plus(open).plus(cancelled).eq(quantity)).toBe(true);
    const ahead = invoicing === "on-order" ? decimal(open) : decimal(0);
    const due = decimal(fulfilled).plus(ahead).minus(returned);
    expect(decimal(billed).minus(credited).lte(due)).toBe(true);
    expect(decimal(returned).lte(fulfilled)).toBe(true);
    const noted = bills.flatMap((bill) => bill.lines.filter((each) => each.line === line.line));
    const sum = noted.reduce((all, each) => all.plus(each.quantity), decimal(0));
    const back = noted.reduce((all, each) => all.plus(each.credited ?? 0), decimal(0));
    expect([sum.toFixed(), back.toFixed()]).toEqual([decimal(billed).toFixed(), decimal(credited).toFixed()]);
  }
  const first = (bill: Bill): Bill => {
    const before = trial.bills.find((each) => each.bill === bill.again);
    return before === undefined ? bill : first(before);
  };
  const sold = (bill: Bill) => bill.lines.reduce((all, each) => all.plus(each.quantity), decimal(0));
  const amounts = ({ lines, discount, charges, deposit, totals }: Bill) => ({
    lines,
    discount,
    charges,
    deposit,
    totals,
  });
  for (const repeat of trial.bills.filter(({ kind }) => kind === "again")) {
    const before = trial.bills.find(({ bill }) => bill === repeat.again);
    expect(repeat.totals.net.minor).toBeLessThanOrEqual(before?.totals.net.minor ?? -1);
    // What came back since is not billed again.
    const whole = before?.lines.length === repeat.lines.length && sold(before).eq(sold(repeat));
    expect(amounts(whole ? repeat : first(repeat))).toEqual(
      before && amounts(whole ? before : first(before)),
    );
  }
  // A bill that was made again counts once: with the last that took its place.
  const replaced = new Set(bills.flatMap((bill) => (bill.billedAgain === undefined ? [] : [bill.bill])));
  const released = new Set(bills.flatMap((bill) => (bill.released === true ? [bill.bill] : [])));
  const counted = trial.bills
    .filter(({ bill }) => !replaced.has(bill) && !released.has(bill))
    .map((bill) => (bill.kind === "again" ? first(bill) : bill));
  const { rows } = together(totalsOf(counted));
  for (const [key, { taxable, tax }] of Object.entries(rows)) {
    expect(tax).toBe(taxOf(taxable, key.split(" ")[1] ?? "0"));
  }
}

test("whatever is done to an order, ordered = fulfilled + open + cancelled, no more is invoiced than there is, and tax is right to the minor unit", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      anyOrder,
      fc.array(step, { maxLength: 25 }),
      fc.constantFrom("0", "20"),
      (terms, steps, over) => {
        const trial = new Trial(terms, over);
        lawful(trial);
        for (const each of steps) {
          const done = act(trial, each);
          if (done) seen.set(each.verb, (seen.get(each.verb) ?? 0) + 1);
          lawful(trial);
          seen.set(trial.record.status, (seen.get(trial.record.status) ?? 0) + 1);
        }
      },
    ),
    { numRuns: runs(600) },
  );
  const verbs: Step["verb"][] = [
    "fulfil",
    "bill",
    "again",
    "return",
    "cancel",
    "cancel-rest",
    "hold",
    "resume",
  ];
  const wanted = [...verbs, "note", "drop", "invoiced", "on-hold", "cancelled", "fulfilled"];
  expect(wanted.filter((name) => (seen.get(name) ?? 0) < 3)).toEqual([]);
}, 120_000);

test("when nothing is open and all is billed, a deposit is used up or credited, and what is owed is what was kept", () => {
  const verbs = new Set<Step["verb"]>([
    "fulfil",
    "bill",
    "return",
    "cancel",
    "cancel-rest",
    "hold",
    "resume",
  ]);
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyOrder, fc.array(step, { maxLength: 20 }), (terms, steps) => {
      const trial = new Trial(terms);
      for (const each of steps) if (verbs.has(each.verb)) act(trial, each);
      trial.ask(resumeOrder, {});
      trial.ask(fulfilOrder, {});
      trial.ask(billOrder, {});
      const { lines, invoicing = "on-fulfilment", status } = trial.record;
      const deposits = trial.bills.filter(({ kind }) => kind === "deposit");
      const amounts = trial.credits.flatMap((credit) =>
        credit.lines.flatMap((line) => ("amount" in line ? line.amount : [])),
      );
      const paid = total(totalsOf(deposits).map(({ net }) => net));
      const deducted = total(trial.bills.flatMap(({ deposit }) => deposit ?? []));
      expect(deducted + total(amounts)).toBe(paid);
      if (amounts.length > 0) seen.add(`${status} ${invoicing}`);
      for (const { fulfilled, returned, billed, credited } of lines) {
        const kept = decimal(fulfilled).minus(returned);
        expect(decimal(billed).minus(credited).eq(kept)).toBe(true);
      }
      if (trial.credits.length > 0) seen.add(status);
    }),
    { numRuns: runs(1500) },
  );
  const wanted = [
    "cancelled on-fulfilment",
    "fulfilled on-fulfilment",
    "fulfilled manual",
    "fulfilled",
    "cancelled",
  ];
  expect(wanted.filter((name) => !seen.has(name))).toEqual([]);
}, 60_000);
