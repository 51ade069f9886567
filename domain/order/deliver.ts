import type { Line } from "../document/line.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { type FieldProblem, type Refusal, refuse } from "../kernel/refusal.ts";
import { LineTerms, type LineQuantity, openLines, openOf, type OrderLine } from "./line.ts";
import { moneyOf, netUpTo } from "./sums.ts";

/** What there is of a line for what is asked, in words: "2 open". */
export interface Room {
  readonly most: Decimal;
  readonly words: string;
}

function problemOf(
  wanted: LineQuantity,
  index: number,
  all: readonly LineQuantity[],
  lines: readonly OrderLine[],
  roomOf: (line: OrderLine) => Room,
): FieldProblem | undefined {
  const { line: number, quantity } = wanted;
  const at = `/lines/${index}`;
  const found = lines.find(({ line }) => line === number);
  if (found === undefined) return { pointer: `${at}/line`, message: `line ${number}: there is no such line` };
  if (all.findIndex(({ line }) => line === number) < index) {
    return { pointer: `${at}/line`, message: `line ${number}: named twice` };
  }
  const { most, words } = roomOf(found);
  if (most.gte(quantity)) return undefined;
  return { pointer: `${at}/quantity`, message: `line ${number}: ${words}, ${quantity} asked` };
}

/** Refuses quantities of lines that are not there, named twice or more than there is room for, each with its figures. */
export function badQuantities(
  asked: readonly LineQuantity[],
  lines: readonly OrderLine[],
  roomOf: (line: OrderLine) => Room,
): Refusal | undefined {
  const fields = asked.flatMap((each, index) => problemOf(each, index, asked, lines, roomOf) ?? []);
  if (fields.length === 0) return undefined;
  return refuse("rule_broken", fields.map(({ message }) => message).join("; "), { fields });
}

/** What may be delivered of a line: what is open, and so many percent of what was ordered beyond it. */
function toDeliver(percent: string) {
  return (line: OrderLine): Room => {
    const open = openOf(line);
    const wanted = decimal(line.quantity).minus(line.cancelled);
    const beyond = wanted.times(decimal(100).plus(percent)).shiftedBy(-2).minus(line.fulfilled);
    const most = beyond.gt(open) ? beyond : open;
    const words = `${open.toFixed()} open`;
    if (decimal(percent).isZero()) return { most, words };
    return { most, words: `${words} and at most ${most.toFixed()} with ${percent} % over-delivery` };
  };
}

/** The share of a delivery in the ordered amount of its line, so that part deliveries add up to it to the minor unit. */
function shareOf(line: OrderLine, quantity: string): Line {
  const { currency } = line.net;
  const before = decimal(line.fulfilled);
  const net = netUpTo(line, before.plus(quantity), currency).minus(netUpTo(line, before, currency));
  const { discountAmount: _, ...terms } = LineTerms.parse(line);
  return { ...terms, quantity, net: moneyOf(net, currency) };
}

/** What is delivered of which line: everything open when nothing is said. More than is open only as far as the process lets more be delivered than ordered (`percent`). */
export function deliver(
  lines: readonly OrderLine[],
  asked: readonly LineQuantity[] | undefined,
  percent: string,
): { readonly ok: true; readonly lines: Line[] } | Refusal {
  const wanted = asked ?? openLines(lines);
  const refusal = badQuantities(wanted, lines, toDeliver(percent));
  if (refusal !== undefined) return refusal;
  const quantities = new Map(wanted.map(({ line, quantity }) => [line, quantity]));
  const delivered = lines.flatMap((line) => {
    const quantity = quantities.get(line.line);
    return quantity === undefined ? [] : [shareOf(line, quantity)];
  });
  return { ok: true, lines: delivered };
}
