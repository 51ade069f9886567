import * as z from "zod";
import { MAX_CHARGES } from "../document/charge.ts";
import { MAX_LINES } from "../document/line.ts";
import { refuseCurrency } from "../document/price.ts";
import { type Decimal, decimal, Quantity, QuantityInput } from "../kernel/decimal.ts";
import { formatMoney, Money } from "../kernel/money.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import type { CreditCharge, CreditLine } from "./credited.ts";
import { allOf, byAmount, byQuantity, type Left, type LineLeft } from "./credit-parts.ts";

/** What is asked to be credited of a line: a quantity, an amount before tax, or all that is left of it. */
export const LineAsked = z
  .strictObject({ line: z.int().min(1), quantity: QuantityInput.optional(), amount: Money.optional() })
  .refine(({ quantity, amount }) => quantity === undefined || amount === undefined, {
    error: "cannot be given beside a quantity: name one of them",
    path: ["amount"],
  });

/** What is asked to be credited of a charge: an amount before tax, or all that is left of it. */
export const ChargeAsked = z.strictObject({ charge: z.int().min(1), amount: Money.optional() });

/** What is asked to be credited: everything that is left when neither lines nor charges are named. */
export const creditInput = {
  lines: z
    .array(LineAsked)
    .min(1, { error: "must name a line: leave lines and charges out to credit all that is left" })
    .max(MAX_LINES)
    .optional(),
  charges: z.array(ChargeAsked).min(1).max(MAX_CHARGES).optional(),
};

type LineAsked = z.output<typeof LineAsked>;
type ChargeAsked = z.output<typeof ChargeAsked>;
type Part<T> = { readonly ok: true; readonly part: T } | Refusal;

function badAmount(at: string, what: string, amount: Money, left: Money): Refusal | undefined {
  if (amount.currency !== left.currency) {
    return refuseCurrency(`${at}/currency`, left.currency, amount.currency);
  }
  if (amount.minor > 0 && amount.minor <= left.minor) return undefined;
  const figures = { left: left.minor, asked: amount.minor };
  const message =
    amount.minor === 0
      ? `${what}: a credit must be more than zero`
      : `${what}: ${formatMoney(left)} left to credit, ${formatMoney(amount)} asked`;
  return refuseField(`${at}/minor`, message, figures);
}

const storable = (quantity: Decimal) => Quantity.safeParse(quantity.toFixed()).success;

/** Refuses a quantity after which what is left, or what is credited, has more digits than can be stored. */
export function tooPrecise(
  at: string,
  { line, quantity: left }: LineLeft,
  asked: string,
): Refusal | undefined {
  const rest = left.minus(asked);
  if (storable(rest) && storable(decimal(line.quantity).minus(rest))) return undefined;
  const message = `line ${line.line}: of ${left.toFixed()}, ${asked} cannot be credited: what is left would have too many digits`;
  return refuseField(at, message, { left: left.toFixed(), asked });
}

function badQuantity(at: string, found: LineLeft, asked: string): Refusal | undefined {
  const { line, quantity: left } = found;
  if (left.gte(asked)) return tooPrecise(at, found, asked);
  const message = `line ${line.line}: ${left.toFixed()} left to credit, ${asked} asked`;
  return refuseField(at, message, { left: left.toFixed(), asked });
}

function lineOf(asked: LineAsked, at: string, left: readonly LineLeft[]): Part<CreditLine> {
  const { line: number, quantity, amount } = asked;
  const found = left.find(({ line }) => line.line === number);
  if (found === undefined) return refuseField(`${at}/line`, `line ${number}: there is no such line`);
  if (amount !== undefined) {
    const refusal = badAmount(`${at}/amount`, `line ${number}`, amount, found.net);
    return refusal ?? { ok: true, part: byAmount(found, amount) };
  }
  if (found.quantity.isZero()) {
    return refuseField(`${at}/line`, `line ${number}: nothing is left to credit`, { left: "0" });
  }
  if (quantity === undefined) return { ok: true, part: byQuantity(found, found.quantity) };
  const refusal = badQuantity(`${at}/quantity`, found, quantity);
  return refusal ?? { ok: true, part: byQuantity(found, decimal(quantity)) };
}

function chargeOf(asked: ChargeAsked, at: string, left: readonly CreditCharge[]): Part<CreditCharge> {
  const found = left.find(({ charge }) => charge === asked.charge);
  const what = `charge ${asked.charge}`;
  if (found === undefined) return refuseField(`${at}/charge`, `${what}: there is no such charge`);
  if (found.amount.minor === 0) return refuseField(`${at}/charge`, `${what}: nothing is left to credit`);
  const { amount = found.amount } = asked;
  const refusal = badAmount(`${at}/amount`, what, amount, found.amount);
  return refusal ?? { ok: true, part: { ...found, amount } };
}

/** Each thing asked, found; refused when one is not there, or named twice. */
function each<A extends object, P>(
  asked: readonly A[],
  at: string,
  numberOf: (one: A) => number,
  find: (one: A, at: string) => Part<P>,
): { readonly ok: true; readonly parts: P[] } | Refusal {
  const parts: P[] = [];
  for (const [index, one] of asked.entries()) {
    const twice = asked.findIndex((other) => numberOf(other) === numberOf(one)) < index;
    const name = at === "/lines" ? "line" : "charge";
    if (twice) return refuseField(`${at}/${index}/${name}`, `${name} ${numberOf(one)}: named twice`);
    const found = find(one, `${at}/${index}`);
    if (!found.ok) return found;
    parts.push(found.part);
  }
  return { ok: true, parts };
}

/** The lines and charges of an invoice that are asked to be credited. */
export interface Parts {
  readonly ok: true;
  readonly lines: readonly CreditLine[];
  readonly charges: readonly CreditCharge[];
}

/** Finds what is asked to be credited in what is left of an invoice: all of it when nothing is named. */
export function partsAsked(
  asked: {
    readonly lines?: readonly LineAsked[] | undefined;
    readonly charges?: readonly ChargeAsked[] | undefined;
  },
  left: Left,
): Parts | Refusal {
  if (asked.lines === undefined && asked.charges === undefined) return { ok: true, ...allOf(left) };
  const lines = each(
    asked.lines ?? [],
    "/lines",
    ({ line }) => line,
    (one, at) => lineOf(one, at, left.lines),
  );
  if (!lines.ok) return lines;
  const charges = each(
    asked.charges ?? [],
    "/charges",
    ({ charge }) => charge,
    (one, at) => chargeOf(one, at, left.charges),
  );
  return charges.ok ? { ok: true, lines: lines.parts, charges: charges.parts } : charges;
}
