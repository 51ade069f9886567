import * as z from "zod";
import { Line, MAX_LINES } from "../document/line.ts";
import { type Decimal, decimal, Quantity } from "../kernel/decimal.ts";

/** A sum or difference of quantities: each has 18 digits at most, together they may have more. */
export const Counted = z.string().regex(/^[0-9]{1,20}(?:\.[0-9]{1,12})?$/);

const Fields = Line.extend({
  fulfilled: Counted,
  /** Still to be delivered (the back order). */
  open: Counted,
  /** Never to be delivered: the rest was cancelled. */
  cancelled: Counted,
  returned: Counted,
  /** In bills, also in those whose invoice was cancelled since. */
  billed: Counted,
  /** Of `billed`: taken off the customer's bill again, because it came back or was cancelled. */
  credited: Counted,
});

/** A line as it was sold, without what became of its quantity. */
export const LineTerms = Line;

const Before = z.looseObject({ quantity: Quantity, fulfilled: Counted });

/** Lines of before knew only what was delivered, and each delivery was billed by itself. */
function filled(value: unknown): unknown {
  const before = Before.safeParse(value);
  if (!before.success) return value;
  const { quantity, fulfilled } = before.data;
  const open = atLeastZero(decimal(quantity).minus(fulfilled)).toFixed();
  return { open, cancelled: "0", returned: "0", billed: fulfilled, credited: "0", ...before.data };
}

/** A line of an order with what became of its quantity: ordered = fulfilled + open + cancelled, unless more was delivered than ordered. */
export const OrderLine = z.preprocess(filled, Fields);

/** A line of an order with what became of its quantity. */
export type OrderLine = z.output<typeof Fields>;

/** A quantity of a line. */
export interface LineQuantity {
  readonly line: number;
  readonly quantity: string;
}

/** Quantities of lines, in events. */
export const LineQuantities = z.array(z.object({ line: z.int().min(1), quantity: Counted })).max(MAX_LINES);

const atLeastZero = (quantity: Decimal) => (quantity.isNegative() ? decimal(0) : quantity);

/** A line of a new order: all of it is open. */
export function newLine(line: Line): OrderLine {
  const { quantity: open } = line;
  return { ...line, fulfilled: "0", open, cancelled: "0", returned: "0", billed: "0", credited: "0" };
}

/** What is still to be delivered of a line. */
export function openOf({ quantity, fulfilled, cancelled }: OrderLine): Decimal {
  return atLeastZero(decimal(quantity).minus(cancelled).minus(fulfilled));
}

/** All that is still to be delivered. */
export function openLines(lines: readonly OrderLine[]): { line: number; quantity: string }[] {
  return lines.flatMap((line) => {
    const open = openOf(line);
    return open.gt(0) ? [{ line: line.line, quantity: open.toFixed() }] : [];
  });
}

/** Whether nothing is still to be delivered. */
export function isComplete(lines: readonly OrderLine[]): boolean {
  return lines.every((line) => openOf(line).isZero());
}

/** What the customer has of a line, and with the open rest when the order is billed before it is delivered: so much may be billed. */
export function dueOf(line: OrderLine, ahead: boolean): Decimal {
  const kept = decimal(line.fulfilled).minus(line.returned);
  return ahead ? kept.plus(openOf(line)) : kept;
}

/** What is billed of a line and not credited. */
export function liveOf({ billed, credited }: OrderLine): Decimal {
  return decimal(billed).minus(credited);
}

/** What is still to be billed of a line. */
export function billableOf(line: OrderLine, ahead: boolean): Decimal {
  return atLeastZero(dueOf(line, ahead).minus(liveOf(line)));
}

/** What is billed of a line beyond what may be: it is to be credited. */
export function excessOf(line: OrderLine, ahead: boolean): Decimal {
  return atLeastZero(liveOf(line).minus(dueOf(line, ahead)));
}

type Counter = "fulfilled" | "cancelled" | "returned" | "billed" | "credited";

/** The lines of an order with these quantities added to one of their counters. */
export function withMore(
  lines: readonly OrderLine[],
  counter: Counter,
  added: readonly LineQuantity[],
): OrderLine[] {
  const quantities = new Map<number, Decimal>();
  for (const { line, quantity } of added) {
    quantities.set(line, (quantities.get(line) ?? decimal(0)).plus(quantity));
  }
  return lines.map((line) => {
    const more = quantities.get(line.line);
    if (more === undefined) return line;
    const next = { ...line, [counter]: more.plus(line[counter]).toFixed() };
    return { ...next, open: openOf(next).toFixed() };
  });
}

/** Whether a quantity can be that of a line: it has 18 digits at most. */
export const isQuantity = (quantity: Decimal) => Quantity.safeParse(quantity.toFixed()).success;

/** The number of a line of which some quantity would have more digits than can be held; undefined when there is none. */
export function tooManyDigits(lines: readonly OrderLine[]): number | undefined {
  return lines.find((line) => {
    const { fulfilled, cancelled, returned, billed, credited } = line;
    const counted = [fulfilled, cancelled, returned, billed, credited].map((text) => decimal(text));
    const derived = [false, true].map((ahead) => billableOf(line, ahead));
    return ![...counted, openOf(line), ...derived].every(isQuantity);
  })?.line;
}
