import type { EventOf, Money } from "salesline-events";
import type { Amounts } from "./entry.ts";
import type { Posting } from "./journal.ts";

const minor = (money: Money | undefined) => money?.minor ?? 0;

interface Standing {
  readonly balance?: Money;
  readonly customerCredit?: Money;
}

/**
 * After the event the customer owes what it says. What the amounts alone leave over was given up: let off for early
 * payment, or written off before.
 */
function settled(
  posting: Posting,
  invoice: string,
  amounts: Amounts,
  { balance, customerCredit }: Standing,
): Amounts {
  const { receivables = 0 } = amounts;
  const owed = minor(balance) - minor(customerCredit);
  const rest = owed - posting.balanceOf(invoice, "receivables") - receivables;
  const account = posting.balanceOf(invoice, "bad-debts") === 0 ? "discounts" : "bad-debts";
  return { ...amounts, receivables: receivables + rest, [account]: (amounts[account] ?? 0) - rest };
}

export function issued({ id, record, data }: EventOf<"invoice.issued">, posting: Posting): void {
  const { number: document, issuedOn: date, currency, totals, kind } = data;
  const deposit = kind === "deposit" ? -totals.net.minor : minor(data.deposit);
  posting.post(
    { event: id, date, invoice: record, document, currency },
    {
      receivables: minor(totals.payable ?? totals.total),
      prepayments: minor(totals.prepaid),
      // A deposit is owed to the customer until the invoice that deducts it.
      deposits: deposit,
      sales: -totals.net.minor - deposit,
      tax: -totals.tax.minor,
      rounding: -minor(totals.rounding),
    },
  );
}

export function received({ id, record, data }: EventOf<"invoice.payment-received">, posting: Posting): void {
  const { number: document, payment } = data;
  const { minor: paid, currency } = payment.amount;
  posting.post(
    { event: id, date: payment.paidOn, invoice: record, document, currency },
    settled(posting, record, { bank: paid, receivables: -paid }, data),
  );
}

export function credited({ id, record, at, data }: EventOf<"invoice.credited">, posting: Posting): void {
  const { creditNote: document, currency, totals, kind, deducted = [] } = data;
  const freed = deducted.reduce((sum, { amount }) => sum + amount.minor, 0);
  const deposit = kind === "deposit" ? totals.net.minor : -freed;
  const amounts = {
    receivables: -minor(totals.payable ?? totals.total),
    prepayments: -minor(totals.prepaid),
    deposits: deposit,
    sales: totals.net.minor - deposit,
    tax: totals.tax.minor,
    rounding: minor(totals.rounding),
  };
  posting.post(
    { event: id, date: at.slice(0, 10), invoice: record, document, currency },
    settled(posting, record, amounts, data),
  );
}

export function refunded({ id, record, data }: EventOf<"invoice.refunded">, posting: Posting): void {
  const { number: document, refund, customerCredit } = data;
  const { minor: back, currency } = refund.amount;
  posting.post(
    { event: id, date: refund.refundedOn, invoice: record, document, currency },
    settled(posting, record, { bank: -back, receivables: back }, { customerCredit }),
  );
}

export function writtenOff({ id, record, at, data }: EventOf<"invoice.written-off">, posting: Posting): void {
  const { number: document, amount } = data;
  posting.post(
    { event: id, date: at.slice(0, 10), invoice: record, document, currency: amount.currency },
    { receivables: -amount.minor, "bad-debts": amount.minor },
  );
}
