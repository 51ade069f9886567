import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../support/runs.ts";
import type { Totals } from "../../domain/document/line.ts";
import { cancelInvoice } from "../../domain/invoice/credit.ts";
import { Credited } from "../../domain/invoice/credited.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { refundInvoice } from "../../domain/invoice/settle.ts";
import type { InvoiceTerms } from "../../domain/invoice/terms.ts";
import type { Past } from "../support/lives.ts";
import { scaled } from "./arithmetic.ts";
import { ask, asked, invoices, scripts, type Step } from "./invoice-script.ts";

type Record = Exclude<ReturnType<typeof invoice.read>, { status: "none" }>;

const AT = "2026-11-23T09:00:00.000Z";

/** An invoice as it is issued. */
function issuedOf(terms: InvoiceTerms): unknown {
  const { state } = invoice.happen({ status: "none" }, "invoice.issued", terms, AT);
  if (terms.totals.payable?.minor !== 0) return state;
  const { lines: _, ...facts } = terms;
  const paid = { ...facts, paidOn: facts.issuedOn };
  return invoice.happen(state, "invoice.paid", paid, AT).state;
}

const recordOf = (state: unknown): Record => {
  const record = invoice.read(state);
  if (record.status === "none") throw new Error("There is an invoice");
  return record;
};

/** Everything that happened to an invoice in a script; what is refused did not happen. */
function lived(terms: InvoiceTerms, script: readonly Step[]) {
  let record = recordOf(issuedOf(terms));
  const past: Past[] = [];
  const checks: Record[] = [];
  for (const [nth, step] of script.entries()) {
    const done = ask(record, ...asked(step, record, nth));
    if (!done.ok) continue;
    past.push(...done.events);
    record = recordOf(done.state);
    checks.push(record);
  }
  return { past, checks, record };
}

const creditsOf = (past: readonly Past[]) =>
  past.filter(({ type }) => type === "invoice.credited").map(({ data }) => Credited.parse(data));
const sum = (amounts: readonly number[]) => amounts.reduce((all, each) => all + each, 0);

/** What was credited of each row, line and charge, counted once more from the credit notes themselves. */
function creditedOf(past: readonly Past[], terms: InvoiceTerms) {
  const credits = creditsOf(past);
  const lines = credits.flatMap((credit) => credit.lines);
  const rows = credits.flatMap(({ totals }) => totals.taxes ?? []);
  const { taxes = [], total, rounding } = terms.totals;
  return {
    payable: {
      is: sum(credits.map(({ totals }) => totals.payable?.minor ?? 0)),
      of: total.minor + (rounding?.minor ?? 0),
    },
    lines: terms.lines.map(({ line, net, quantity }) => {
      const own = lines.filter((each) => each.line === line);
      const came = own.filter(({ byAmount }) => byAmount !== true).map((each) => scaled(each.quantity, 12));
      return {
        net: { is: sum(own.map((each) => each.net.minor)), of: net.minor },
        within: came.reduce((all, each) => all + each, 0n) <= scaled(quantity, 12),
      };
    }),
    charges: (terms.charges ?? []).map(({ amount }, index) => ({
      is: sum(
        credits
          .flatMap(({ charges = [] }) => charges.filter(({ charge }) => charge === index + 1))
          .map((each) => each.amount.minor),
      ),
      of: amount.minor,
    })),
    rows: taxes.flatMap((row) => {
      const own = rows.filter(
        ({ category, percent }) => category === row.category && percent === row.percent,
      );
      return (["lines", "discount", "charges", "taxable", "tax"] as const).map((field) => ({
        is: sum(own.map((each) => each[field].minor)),
        of: row[field].minor,
      }));
    }),
  };
}

function sharesOf({ payable, lines, charges, rows }: ReturnType<typeof creditedOf>) {
  return [payable, ...lines.map(({ net }) => net), ...charges, ...rows];
}

test("whatever is credited, paid and paid back: never more than invoiced, and the balance is what is left", () => {
  fc.assert(
    fc.property(invoices, scripts, (terms, script) => {
      const { past, checks } = lived(terms, script);
      const payable = terms.totals.payable?.minor ?? 0;
      for (const record of checks) {
        const { paid, balance, credit, refunded, discounted, writtenOff, credited } = record;
        const net = paid.minor - (refunded?.minor ?? 0);
        const left = payable - (credited?.payable.minor ?? 0);
        expect(Math.min(balance.minor, credit?.minor ?? 0)).toBe(0);
        expect(net + (terms.totals.prepaid?.minor ?? 0)).toBeGreaterThanOrEqual(0);
        // What was let off or written off leaves nothing open; nothing else may be missing.
        const forgiven = discounted !== undefined || writtenOff !== undefined;
        const missing = left - net - balance.minor + (credit?.minor ?? 0);
        expect({ missing, open: balance.minor }).toSatisfy((is) =>
          forgiven ? is.missing >= 0 && is.open === 0 : is.missing === 0,
        );
      }
      const credited = creditedOf(past, terms);
      expect(sharesOf(credited).filter(({ is, of }) => is < 0 || is > of)).toEqual([]);
      expect(credited.lines.filter(({ within }) => !within)).toEqual([]);
    }),
    { numRuns: runs(150) },
  );
});

test("what ends as cancelled is credited exactly, line by line, rate by rate, and all that was paid can go back", () => {
  fc.assert(
    fc.property(invoices, scripts, (terms, script) => {
      const { past, record: before } = lived(terms, script);
      const last = before.status === "cancelled" ? undefined : ask(before, cancelInvoice, {});
      const all = [...past, ...(last?.ok === true ? last.events : [])];
      const record = recordOf(last?.ok === true ? last.state : before);
      expect(record).toMatchObject({ status: "cancelled", balance: { minor: 0 } });
      const shares = sharesOf(creditedOf(all, terms));
      expect(shares.filter(({ is, of }) => is !== of)).toEqual([]);
      const kept = record.paid.minor - (record.refunded?.minor ?? 0) + (terms.totals.prepaid?.minor ?? 0);
      expect(record.credit?.minor).toBe(kept);
      const amount = { minor: kept, currency: terms.currency };
      const refunded = ask(record, refundInvoice, { amount, method: "transfer" });
      const left = refunded.ok ? recordOf(refunded.state).credit?.minor : "refused";
      expect(left).toBe(kept > 0 ? 0 : "refused");
    }),
    { numRuns: runs(150) },
  );
});

/** What is wrong with the sums of a credit note by EN 16931. */
function wrong({ net, tax, total, taxes = [], rounding, payable, ...totals }: Totals) {
  const rows = taxes.filter(({ lines, discount, charges, taxable, tax: own, percent }) => {
    const rate = (BigInt(taxable.minor) * scaled(percent, 4)) / 1_000_000n;
    const off = Math.abs(own.minor - Number(rate));
    return (
      taxable.minor !== lines.minor - discount.minor + charges.minor ||
      discount.minor > lines.minor ||
      off > 2
    );
  });
  const sums = [
    sum(taxes.map(({ taxable }) => taxable.minor)) === net.minor,
    sum(taxes.map((row) => row.tax.minor)) === tax.minor,
    net.minor + tax.minor === total.minor,
    total.minor + (rounding?.minor ?? 0) === payable?.minor,
    (totals.lines?.minor ?? 0) - (totals.discount?.minor ?? 0) + (totals.charges?.minor ?? 0) === net.minor,
  ];
  return [...rows, ...sums.filter((holds) => !holds)];
}

test("each credit note adds up by itself, and its tax is that of its rate to less than two minor units", () => {
  fc.assert(
    fc.property(invoices, scripts, (terms, script) => {
      const credits = creditsOf(lived(terms, script).past);
      expect(credits.flatMap(({ totals }) => wrong(totals))).toEqual([]);
      for (const { lines, totals } of credits) {
        expect(sum(lines.map(({ net }) => net.minor))).toBe(totals.lines?.minor);
      }
    }),
    { numRuns: runs(100) },
  );
});
