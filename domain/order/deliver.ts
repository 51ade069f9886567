import type { Line } from "../document/line.ts";
import { lineNet } from "../document/totals.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";
import { type FieldProblem, type Refusal, refuse } from "../kernel/refusal.ts";
import type { OrderLine } from "./fulfilment.ts";

/** What is asked to be delivered of a line. */
export interface Wanted {
  readonly line: number;
  readonly quantity: string;
}

/** What is delivered now, and whether nothing is open after it. */
export interface Delivery {
  readonly ok: true;
  readonly lines: readonly Line[];
  readonly complete: boolean;
}

const openOf = (line: OrderLine) => decimal(line.quantity).minus(line.fulfilled);

function problemOf(wanted: Wanted, index: number, all: readonly Wanted[], lines: readonly OrderLine[]) {
  const { line: number, quantity } = wanted;
  const at = `/lines/${index}`;
  const found = lines.find(({ line }) => line === number);
  if (found === undefined) return { pointer: `${at}/line`, message: `line ${number}: there is no such line` };
  if (all.findIndex(({ line }) => line === number) < index) {
    return { pointer: `${at}/line`, message: `line ${number}: named twice` };
  }
  if (openOf(found).gte(quantity)) return undefined;
  const message = `line ${number}: ${openOf(found).toFixed()} open, ${quantity} asked`;
  return { pointer: `${at}/quantity`, message };
}

function netUpTo(line: OrderLine, quantity: Decimal): number {
  return lineNet({ ...line, quantity: quantity.toFixed() }, line.net.currency)?.minor ?? 0;
}

/** What a delivery costs: the amount of all that is delivered after it, less the amount of what was before, so that part deliveries add up to the ordered amount to the minor unit. */
function shareOf(line: OrderLine, quantity: string): Money {
  const before = decimal(line.fulfilled);
  const minor = netUpTo(line, before.plus(quantity)) - netUpTo(line, before);
  return { minor, currency: line.net.currency };
}

/** What is delivered of which line, with its share of the ordered amount: everything open when nothing is said. */
export function deliver(
  lines: readonly OrderLine[],
  asked: readonly Wanted[] | undefined,
): Delivery | Refusal {
  const open = lines.filter((line) => openOf(line).gt(0));
  const wanted = asked ?? open.map((line) => ({ line: line.line, quantity: openOf(line).toFixed() }));
  const fields: FieldProblem[] = wanted.flatMap((each, index) => problemOf(each, index, wanted, lines) ?? []);
  if (fields.length > 0) {
    return refuse("rule_broken", fields.map(({ message }) => message).join("; "), { fields });
  }
  const quantities = new Map(wanted.map(({ line, quantity }) => [line, quantity]));
  const delivered = open.flatMap(({ fulfilled, ...line }) => {
    const quantity = quantities.get(line.line);
    return quantity === undefined
      ? []
      : [{ ...line, quantity, net: shareOf({ ...line, fulfilled }, quantity) }];
  });
  const complete = open.every((line) => openOf(line).eq(quantities.get(line.line) ?? 0));
  return { ok: true, lines: delivered, complete };
}
