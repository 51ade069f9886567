import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../support/runs.ts";
import type { Line } from "../../domain/document/line.ts";
import { lineNet, totalsOf } from "../../domain/document/totals.ts";
import { decimal } from "../../domain/kernel/decimal.ts";
import { deliver } from "../../domain/order/deliver.ts";
import { OrderLine } from "../../domain/order/line.ts";
import { netOf, taxOf } from "./arithmetic.ts";

/** Decimals with up to so many digits before and after the point, near what is rounded the other way. */
const decimals = (whole: number, digits: number) =>
  fc
    .tuple(
      fc.nat(whole),
      fc.oneof(fc.nat(10 ** digits - 1), fc.constantFrom(0, 5, 49, 50, 51, 5000, 333_333)),
      fc.nat(digits),
    )
    .map(([head, tail, kept]) =>
      `${head}.${String(tail).padStart(digits, "0")}`
        .slice(0, String(head).length + 1 + kept)
        .replace(/\.$/, ""),
    );
const percent = fc.oneof(fc.constantFrom("0", "5", "33.3333", "50", "100"), decimals(99, 4));
const terms = fc.record({
  quantity: decimals(1000, 6).filter((text) => !/^[0.]*$/.test(text)),
  unitPrice: decimals(100_000, 6),
  discountPercent: percent,
  taxPercent: fc.oneof(fc.constantFrom("0", "7", "7.0", "19", "8.875"), percent),
});
const currency = fc.constantFrom("EUR", "JPY", "KWD");

function priced(list: readonly Omit<Line, "line" | "net" | "description">[], currency: string): Line[] {
  return list.map((line, index) => {
    const net = lineNet({ ...line }, currency);
    if (net === undefined) throw new Error("No amount of this law is too large");
    return { line: index + 1, description: "Chai", ...line, net };
  });
}

test("line amounts, taxes and totals are what whole numbers give, in currencies of none, two and three decimals", () => {
  fc.assert(
    fc.property(fc.array(terms, { maxLength: 8 }), currency, (list, code) => {
      const lines = priced(list, code);
      expect(lines.map(({ net }) => net.minor)).toEqual(list.map((line) => netOf(line, code)));
      const net = lines.reduce((sum, line) => sum + line.net.minor, 0);
      const tax = taxOf(lines);
      const money = (minor: number) => ({ minor, currency: code });
      expect(totalsOf({ lines: lines }, code)).toMatchObject({
        net: money(net),
        tax: money(tax),
        total: money(net + tax),
      });
    }),
    { numRuns: runs(500) },
  );
});

test("part deliveries add up to the ordered quantity and amount exactly, whatever the parts", () => {
  const cuts = fc.array(decimals(300, 6), { maxLength: 8 });
  fc.assert(
    fc.property(terms, cuts, currency, (line, parts, code) => {
      const [ordered] = priced([line], code);
      if (ordered === undefined) throw new Error("There is a line");
      let fulfilled = decimal(0);
      let billed = 0;
      const steps = [...parts, undefined].map((quantity) => {
        const asked = quantity === undefined ? undefined : [{ line: 1, quantity }];
        const delivery = deliver(
          [OrderLine.parse({ ...ordered, fulfilled: fulfilled.toFixed() })],
          asked,
          "0",
        );
        for (const part of delivery.ok ? delivery.lines : []) {
          fulfilled = fulfilled.plus(part.quantity);
          billed += part.net.minor;
        }
        return { delivery, billed, within: billed <= ordered.net.minor && fulfilled.lte(ordered.quantity) };
      });
      expect(steps.filter(({ within }) => !within)).toEqual([]);
      expect(
        steps
          .flatMap(({ delivery }) => (delivery.ok ? delivery.lines : []))
          .filter(({ net }) => net.minor < 0),
      ).toEqual([]);
      expect(billed).toBe(ordered.net.minor);
      expect(fulfilled.eq(ordered.quantity)).toBe(true);
    }),
    { numRuns: runs(300) },
  );
});
