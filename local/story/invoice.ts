import * as z from "zod";
import { Lines, Totals } from "../../domain/document/line.ts";
import { formatMoney, Money } from "../../domain/kernel/money.ts";
import { RecordAnswer } from "../client/answers.ts";
import type { Person } from "../client/client.ts";
import { textTable } from "../text-table.ts";
import { printHeading, printLines } from "./page.ts";

/** An invoice as far as it is printed. */
export const Invoice = RecordAnswer.extend({
  number: z.string(),
  issuedOn: z.string(),
  dueOn: z.string(),
  lines: Lines,
  totals: Totals,
  paid: Money,
  balance: Money,
});

const right = (heading: string) => ({ heading, align: "right" }) as const;
const columns = [
  right("line"),
  { heading: "description" },
  right("quantity"),
  right("unit price"),
  right("discount"),
  right("tax"),
  right("net"),
];

const percent = (value: string) => (value === "0" ? "" : `${value} %`);

/** Prints an invoice: its lines, then net, tax, total, what is paid and what is open. */
export const printInvoice = async (person: Person, id: string): Promise<void> => {
  const { number, status, issuedOn, dueOn, lines, totals, paid, balance } = await person.read(
    `/invoices/${id}`,
    Invoice,
  );
  const items = lines.map((line) => [
    String(line.line),
    line.description,
    line.quantity,
    line.unitPrice,
    percent(line.discountPercent),
    `${line.taxPercent} %`,
    formatMoney(line.net),
  ]);
  const sums = Object.entries({ net: totals.net, tax: totals.tax, total: totals.total, paid, balance });
  const foot = sums.map(([name, amount]) => ["", "", "", "", "", name, formatMoney(amount)]);
  printHeading(`Invoice ${number} of ${issuedOn}, due on ${dueOn}: ${status}`);
  printLines(textTable(columns, [...items, [], ...foot]));
};
