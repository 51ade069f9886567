import { type Decimal, decimal } from "../../domain/kernel/decimal.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { order } from "../../domain/order/order.ts";
import type { OrderLine } from "../../domain/order/line.ts";
import type { Dice } from "../support/dice.ts";
import type { Held, Memory } from "../support/memory.ts";
import { quantities } from "./document-inputs.ts";

type Input = (dice: Dice, memory: Memory, held: Held) => object;
type Found<R> = R extends undefined ? never : R;

function found<R extends { readonly id: string }>(all: readonly R[], { stored }: Held): Found<R> | R {
  for (const each of all) if (each.id === stored.id) return each;
  throw new Error(`${stored.id} is not held`);
}

const orderOf = (memory: Memory, held: Held) => found(memory.all(order), held);
const invoiceOf = (memory: Memory, held: Held) => found(memory.all(invoice), held);

/** Some of the lines, each with all of a quantity or with another one. */
function someLines(dice: Dice, lines: readonly OrderLine[], most: (line: OrderLine) => Decimal) {
  return lines.flatMap((line) => {
    const all = most(line);
    if (all.lte(0) || dice.chance(30)) return [];
    const other = decimal(dice.one(quantities));
    const quantity = dice.chance(50) || (other.gt(all) && dice.chance(80)) ? all : other;
    return [{ line: line.line, quantity: quantity.toFixed() }];
  });
}

const orNothing = (lines: readonly object[]) => (lines.length === 0 ? {} : { lines });

/** A delivery: often of all, sometimes of more than was ordered. */
export const deliveryInput: Input = (dice, memory, held) => {
  const { lines } = orderOf(memory, held);
  if (dice.chance(40)) return {};
  const beyond = dice.chance(15) ? "1.25" : "1";
  return orNothing(
    someLines(dice, lines, ({ open, quantity }) =>
      beyond === "1" ? decimal(open) : decimal(quantity).times(beyond).decimalPlaces(6),
    ),
  );
};

/** Goods that come back. */
export const returnInput: Input = (dice, memory, held) => {
  const { lines } = orderOf(memory, held);
  const back = someLines(dice, lines, ({ fulfilled, returned }) => decimal(fulfilled).minus(returned));
  return { lines: back, ...(dice.chance(80) && { reason: "damaged" }) };
};

/** A bill of all, of some lines, or in the place of one. */
export const billInput: Input = (dice, memory, held) => {
  const { lines, bills } = orderOf(memory, held);
  if (dice.chance(60)) return {};
  if (bills.length > 0 && dice.chance(40)) return { again: dice.one(bills).bill };
  return orNothing(
    someLines(dice, lines, ({ fulfilled, returned, billed, credited }) =>
      decimal(fulfilled).minus(returned).minus(billed).plus(credited),
    ),
  );
};

/** A payment: of the balance, a part, or more than that. */
export const paymentInput: Input = (dice, memory, held) => {
  const { balance } = invoiceOf(memory, held);
  const part = dice.chance(50) ? balance.minor : dice.int(balance.minor + 2);
  const more = dice.chance(10) ? dice.int(500) : 0;
  const currency = dice.chance(97) ? balance.currency : "CHF";
  return {
    amount: { minor: part + more, currency },
    method: "transfer",
    ...(dice.chance(50) && { overpayment: "keep" }),
  };
};

/** What is paid back: mostly all that the customer has too much. */
export const refundInput: Input = (dice, memory, held) => {
  const { credit, currency } = invoiceOf(memory, held);
  const most = credit?.minor ?? 0;
  return { amount: { minor: dice.chance(70) ? most : dice.int(most + 2), currency }, method: "transfer" };
};

const because = { reason: "goodwill", note: "They asked for it" };

/** What is credited by hand: all, or of some lines a quantity or an amount, or of a charge. */
export const creditInput: Input = (dice, memory, held) => {
  const { lines, charges = [], currency } = invoiceOf(memory, held);
  if (dice.chance(20)) return because;
  const some = lines
    .filter(() => dice.chance(60))
    .map(({ line, quantity, net }) =>
      dice.one([
        { line },
        { line, quantity: dice.chance(50) ? quantity : dice.one(quantities) },
        { line, amount: { minor: 1 + dice.int(net.minor + 1), currency } },
      ]),
    );
  const extra = charges.length > 0 && dice.chance(50) && { charges: [{ charge: 1 }] };
  return { ...because, ...orNothing(some), ...extra };
};
