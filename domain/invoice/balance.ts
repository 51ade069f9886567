import { decimal } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";
import type { InvoiceTerms } from "./terms.ts";
import { shareOf } from "./share.ts";

/** What moved on an invoice, each in whole minor units and over all of its life. */
export interface Moves {
  /** At issue: total - prepaid + rounding (EN 16931 BT-115). */
  readonly payable: number;
  readonly credited: number;
  readonly paid: number;
  readonly refunded: number;
  /** What was let off for early payment, and what was left of the invoice when it was. */
  readonly discounted: number;
  readonly discountedOf: number;
  readonly writtenOff: number;
}

/** How an invoice stands: what is open, or what the customer has too much; never both. */
export interface Standing {
  readonly balance: number;
  readonly credit: number;
}

/** Fields of a record from which its moves are read. */
export interface Moved {
  readonly totals: InvoiceTerms["totals"];
  readonly paid: Money;
  readonly refunded?: Money | undefined;
  readonly credited?: { readonly payable: Money } | undefined;
  readonly discounted?: { readonly amount: Money; readonly of: Money } | undefined;
  readonly writtenOff?: Money | undefined;
}

/** What is to be paid for an invoice, before anything moved. */
export function payableOf({ total, payable }: InvoiceTerms["totals"]): Money {
  return payable ?? total;
}

/** What moved on an invoice so far. */
export function movesOf(record: Moved): Moves {
  return {
    payable: payableOf(record.totals).minor,
    credited: record.credited?.payable.minor ?? 0,
    paid: record.paid.minor,
    refunded: record.refunded?.minor ?? 0,
    discounted: record.discounted?.amount.minor ?? 0,
    discountedOf: record.discounted?.of.minor ?? 0,
    writtenOff: record.writtenOff?.minor ?? 0,
  };
}

/**
 * How an invoice stands after these moves. What was let off for early payment holds for what is left of the invoice:
 * whoever paid 98 of 100 and gives half back has paid 49 for the rest. What was written off is nobody's credit.
 */
export function standingOf(moves: Moves): Standing {
  const left = decimal(moves.payable).minus(moves.credited);
  const letOff = left.gt(0) ? shareOf(moves.discounted, left, moves.discountedOf) : 0;
  const due = left.minus(letOff).minus(moves.paid).plus(moves.refunded);
  const open = due.minus(moves.writtenOff);
  return {
    balance: open.gt(0) ? open.toNumber() : 0,
    credit: due.lt(0) ? due.negated().toNumber() : 0,
  };
}
