import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../support/runs.ts";
import type { Line, Totals } from "../../domain/document/line.ts";
import { lineNet, type Summable, totalsOf } from "../../domain/document/totals.ts";
import { TaxCategory } from "../../domain/document/tax.ts";
import { decimal } from "../../domain/kernel/decimal.ts";
import { minorDigits } from "../../domain/kernel/money.ts";
import { amountsOf, quoted } from "../support/pricing.ts";
import { type DocumentTerms, lineAmount, rowsOf, sumsOfDocument, taxed } from "./arithmetic.ts";

const RUNS = runs(1000);
const currency = fc.constantFrom("EUR", "JPY", "KWD", "VND");

/** Decimals of up to 18 digits, some of them next to what is rounded the other way. */
function decimals(whole: number, fraction: number) {
  const tails = fc.constantFrom("0", "5", "49", "5000", "05", "005", "0005", "499999999999", "500000000001");
  const tail = fc.oneof(tails, fc.stringMatching(new RegExp(`^[0-9]{1,${fraction}}$`)));
  return fc
    .tuple(fc.oneof(fc.nat(9), fc.nat(10 ** whole - 1)), fc.option(tail, { nil: undefined }))
    .map(([head, after]) => (after === undefined ? `${head}` : `${head}.${after.slice(0, fraction)}`))
    .map((text) => text.slice(0, text.includes(".") ? 19 : 18).replace(/\.$/, ""));
}

const percent = fc.oneof(fc.constantFrom("0", "5", "7.0", "19", "33.3333", "50", "100"), decimals(2, 4));
const amount = fc.oneof(fc.nat(3), fc.nat(100_000), fc.maxSafeNat());
/** Only S charges tax; what is not subject to VAT stands alone, and is left to its own tests. */
const tax = fc.oneof(
  percent
    .filter((rate) => decimal(rate).gt(0))
    .map((taxPercent) => ({ taxPercent, taxCategory: "S" as const })),
  fc
    .constantFrom(...TaxCategory.exclude(["S", "O"]).options)
    .map((taxCategory) => ({ taxPercent: "0", taxCategory })),
);
const line = fc.record({
  quantity: decimals(6, 12).filter((text) => !/^[0.]*$/.test(text)),
  unitPrice: decimals(9, 12),
  discountPercent: percent,
  off: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: amount }),
});
const discount = fc.oneof(
  fc.constant(undefined),
  percent.map((text) => ({ percent: text })),
  amount.map((minor) => ({ amount: minor })),
);
const document = fc
  .record({
    lines: fc.array(
      fc.tuple(amount, tax).map(([net, taxedAs]) => ({ net, ...taxedAs })),
      { maxLength: 8 },
    ),
    charges: fc.array(
      fc.tuple(amount, tax).map(([minor, taxedAs]) => ({ amount: minor, ...taxedAs })),
      {
        maxLength: 4,
      },
    ),
    discount,
    prepaid: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: amount }),
    coin: fc.constantFrom(1, 1, 1, 5, 10, 50),
  })
  .filter(({ lines, charges }) => lines.length + charges.length > 0);

const money = (minor: number, code: string) => ({ minor, currency: code });

function summable(doc: DocumentTerms, code: string): Summable {
  const { lines, charges, discount: off, prepaid, coin } = doc;
  const category = (name: string) => TaxCategory.parse(name);
  return {
    lines: lines.map(({ net, taxPercent, taxCategory }) => ({
      net: money(net, code),
      taxPercent,
      taxCategory: category(taxCategory),
    })),
    charges: charges.map(({ amount: minor, taxPercent, taxCategory }) => ({
      description: "Freight",
      amount: money(minor, code),
      taxPercent,
      taxCategory: category(taxCategory),
    })),
    discount: off !== undefined && "amount" in off ? { amount: money(off.amount, code) } : off,
    prepaid: money(prepaid, code),
    coin: decimal(coin).shiftedBy(-minorDigits(code)).toFixed(),
  };
}

test("the amount of a line of up to 18 digits is what whole numbers give, or refused when it cannot be held", () => {
  const seen = { held: 0, refused: 0 };
  fc.assert(
    fc.property(line, currency, ({ off, ...terms }, code) => {
      const wanted = lineAmount({ ...terms, off }, code);
      const found = lineNet({ ...terms, discountAmount: money(off, code) }, code);
      expect(found).toEqual(wanted === undefined ? undefined : money(wanted, code));
      seen[wanted === undefined ? "refused" : "held"] += 1;
    }),
    { numRuns: RUNS },
  );
  expect(Math.min(seen.held, seen.refused)).toBeGreaterThan(RUNS / 20);
});

test("the sums of any document are what whole numbers give, or refused when they cannot be", () => {
  const seen = { held: 0, refused: 0 };
  fc.assert(
    fc.property(document, currency, (doc, code) => {
      const wanted = sumsOfDocument(doc);
      const found = totalsOf(summable(doc, code), code);
      expect(found && amountsOf(found)).toEqual(wanted);
      const rows = wanted && rowsOf(doc)?.map((row) => ({ ...row, ...taxed(row) }));
      expect(
        found?.taxes?.map((row) =>
          [row.category, row.lines, row.discount, row.charges, row.taxable, row.tax].map((each) =>
            typeof each === "string" ? each : BigInt(each.minor),
          ),
        ),
      ).toEqual(
        rows?.map((row) => [row.category, row.lines, row.discount, row.charges, row.taxable, row.tax]),
      );
      seen[wanted === undefined ? "refused" : "held"] += 1;
    }),
    { numRuns: RUNS },
  );
  expect(Math.min(seen.held, seen.refused)).toBeGreaterThan(RUNS / 20);
});

/** The rules of EN 16931 that bind the sums of a document to one another, each by its name. */
function broken(totals: Totals, lines: readonly Pick<Line, "net">[]): string[] {
  const { taxes = [] } = totals;
  const sum = (parts: readonly number[]) => Number(parts.reduce((all, part) => all + BigInt(part), 0n));
  const {
    net,
    tax: vat,
    total,
    lines: gross,
    discount: off,
    charges,
    prepaid,
    rounding,
    payable,
  } = amountsOf(totals);
  const rules: Record<string, boolean> = {
    "BR-CO-10":
      gross === sum(lines.map((each) => each.net.minor)) &&
      gross === sum(taxes.map((row) => row.lines.minor)),
    "BR-CO-11": off === sum(taxes.map((row) => row.discount.minor)),
    "BR-CO-12": charges === sum(taxes.map((row) => row.charges.minor)),
    "BR-CO-13": net === sum([gross, -off, charges]),
    "BR-CO-14": vat === sum(taxes.map((row) => row.tax.minor)),
    "BR-CO-15": total === sum([net, vat]),
    "BR-CO-16": payable === sum([total, -prepaid, rounding]),
    "BR-CO-17": taxes.every(
      (row) =>
        row.tax.minor === decimal(row.taxable.minor).times(row.percent).div(100).integerValue().toNumber(),
    ),
    "BR-CO-18": taxes.length > 0,
    "BR-S-08 and its like": taxes.every(
      (row) => row.taxable.minor === sum([row.lines.minor, -row.discount.minor, row.charges.minor]),
    ),
    "one row for each category and rate":
      new Set(taxes.map((row) => `${row.category} ${row.percent}`)).size === taxes.length,
    "a discount of a row is not more than its lines": taxes.every(
      (row) => row.discount.minor <= row.lines.minor,
    ),
    "only S charges tax": taxes.every((row) => row.tax.minor === 0 || row.category === "S"),
  };
  return Object.entries(rules).flatMap(([name, holds]) => (holds ? [] : [name]));
}

/** What is wrong with a priced document, or with the reason why it was not priced. */
function verdictOf(outcome: ReturnType<typeof quoted>): string[] {
  const { refusal } = outcome;
  if (refusal !== undefined) return /too large|is more than/.test(refusal.message) ? [] : [refusal.message];
  return broken(outcome.record.totals, outcome.record.lines);
}

test("any document that is priced obeys BR-CO-10 to BR-CO-17, and its lines add up to its sums", () => {
  const asked = fc.record({
    lines: fc.array(fc.tuple(line, percent, fc.boolean()), { minLength: 1, maxLength: 6 }),
    charges: fc.array(fc.tuple(fc.nat(100_000), percent), { maxLength: 3 }),
    discount: fc.oneof(
      fc.constant(undefined),
      percent.map((text) => ({ percent: text })),
    ),
  });
  let priced = 0;
  fc.assert(
    fc.property(asked, currency, fc.constantFrom("0.05", "1", undefined), (doc, code, coin) => {
      const input = {
        lines: doc.lines.map(([{ off, discountPercent, ...terms }, taxPercent, byAmount]) => ({
          ...terms,
          description: "Tea",
          taxPercent,
          ...(byAmount ? { discountAmount: money(off, code) } : { discountPercent }),
        })),
        charges: doc.charges.map(([minor, taxPercent]) => ({
          description: "Freight",
          amount: money(minor, code),
          taxPercent,
        })),
        ...(doc.discount && { discount: doc.discount }),
      };
      const process = coin === undefined ? {} : { cashRounding: { [code]: coin } };
      const outcome = quoted(input, { process }, code);
      priced += outcome.refusal === undefined ? 1 : 0;
      expect(verdictOf(outcome)).toEqual([]);
    }),
    { numRuns: RUNS / 2 },
  );
  expect(priced).toBeGreaterThan(RUNS / 10);
});
