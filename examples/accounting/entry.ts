/** The accounts that sales touch. */
export type Account =
  | "bank"
  | "bad-debts"
  | "deposits"
  | "discounts"
  | "prepayments"
  | "receivables"
  | "rounding"
  | "sales"
  | "tax";

/** One line of an entry, in whole minor units: the one side or the other. */
export interface Line {
  readonly account: Account;
  readonly debit?: number;
  readonly credit?: number;
}

/** What an event posts: its debits are its credits. */
export interface Entry {
  /** The id of the event. */
  readonly event: string;
  readonly date: string;
  readonly invoice: string;
  /** The number of the invoice, or the id of the credit note. */
  readonly document: string;
  readonly currency: string;
  readonly lines: readonly Line[];
}

/** Amounts by account: what is debited above zero, what is credited below. */
export type Amounts = Partial<Record<Account, number>>;

function lineOf([account, amount]: readonly [Account, number]): Line {
  return amount > 0 ? { account, debit: amount } : { account, credit: -amount };
}

const accounts = [
  "bank",
  "receivables",
  "prepayments",
  "deposits",
  "sales",
  "tax",
  "rounding",
  "discounts",
  "bad-debts",
] as const satisfies readonly Account[];

/** The lines of these amounts. Throws when they do not balance: then nothing may be posted. */
export function linesOf(event: string, amounts: Amounts): readonly Line[] {
  const all = accounts.map((account) => [account, amounts[account] ?? 0] as const);
  const sum = all.reduce((total, [, amount]) => total + BigInt(amount), 0n);
  if (sum !== 0n) throw new Error(`The entry of ${event} is out of balance by ${sum}`);
  return all.filter(([, amount]) => amount !== 0).map(lineOf);
}
