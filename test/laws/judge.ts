import type * as z from "zod";
import { judgeDeal } from "../../domain/audit/deal.ts";
import type { Finding } from "../../domain/audit/finding.ts";
import { judgeNumbers, numberedBy } from "../../domain/audit/numbers.ts";
import { judgeRecord } from "../../domain/audit/record.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { order } from "../../domain/order/order.ts";
import { quote } from "../../domain/quote/quote.ts";
import type { Memory } from "../support/memory.ts";
import { netOf, sumsOfDocument } from "./arithmetic.ts";
import { same, unless, type Verdict } from "./verdict.ts";

const told = (findings: readonly Finding[]): Verdict =>
  findings.map(({ invariant, record, text }) => `${invariant} ${record}: ${text}`);

/** Each record is the fold of its events, which are numbered without gaps, say what their contract says, and have a sentence. */
export function judgeHistory(memory: Memory): Verdict {
  const events = Map.groupBy(memory.log, ({ record }) => record);
  return memory.records().flatMap(({ stage, stored }) => {
    const own = events.get(stored.id) ?? [];
    const wordless = own.filter((event) => stage.tell(event).length <= 8);
    return [
      ...told(judgeRecord(stage, stored, own)),
      ...wordless.map(({ id, type }) => `${id} ${type} has no sentence`),
    ];
  });
}

type Sold = Pick<z.output<typeof quote.record>, "lines" | "discount" | "charges" | "totals">;

/** Net, tax and total as whole numbers give them. */
function wantedSums({ lines, discount, charges = [] }: Sold): number[] {
  const taxOfRow = (row: { taxPercent: string; taxCategory?: string | undefined }) => ({
    taxPercent: row.taxPercent,
    taxCategory: row.taxCategory ?? "",
  });
  const sums = sumsOfDocument({
    lines: lines.map((line) => ({ ...taxOfRow(line), net: line.net.minor })),
    charges: charges.map((charge) => ({ ...taxOfRow(charge), amount: charge.amount.minor })),
    discount: discount && ("amount" in discount ? { amount: discount.amount.minor } : discount),
    prepaid: 0,
    coin: 1,
  });
  return [sums?.["net"] ?? -1, sums?.["tax"] ?? -1, sums?.["total"] ?? -1];
}

/** What a document says adds up, by an arithmetic in whole numbers that shares nothing with that of the domain. */
export function judgeTotals(memory: Memory): Verdict {
  const documents = [...memory.all(opportunity), ...memory.all(quote), ...memory.all(order)];
  return documents.flatMap((document) => {
    const { id, lines, totals, currency } = document;
    const wanted = wantedSums(document);
    return [
      ...unless(
        same([totals.net.minor, totals.tax.minor, totals.total.minor], wanted),
        `${id} does not add up to ${wanted.join(", ")}`,
      ),
      ...lines
        .map((line) => ({ line, wanted: netOf(line, currency) - (line.discountAmount?.minor ?? 0) }))
        .filter(({ line, wanted }) => line.net.minor !== wanted)
        .map(({ line, wanted }) => `${id} line ${line.line} is not ${wanted}`),
    ];
  });
}

/** What the records of each deal say of one another. */
function judgeDeals(memory: Memory): Verdict {
  const records = Map.groupBy(memory.records(), ({ stored }) => stored.deal);
  const events = Map.groupBy(memory.log, ({ deal }) => deal);
  return [...records].flatMap(([deal, own]) => told(judgeDeal(own, events.get(deal) ?? [])));
}

/** Numbers without gaps and doubles, year by year, in both series; whatever process a deal names is the one of the memory. */
function judgeBooks(memory: Memory): Verdict {
  const processes = { lean: memory.process, default: memory.process };
  const book = { choose: [], fallback: "lean", processes };
  const books = new Map(Array.from({ length: 10 }, (_, version) => [version, book] as const));
  return told(judgeNumbers(memory.log.flatMap((event) => numberedBy(event, books) ?? [])));
}

/** All that must hold when nothing waits any more. */
export function judge(memory: Memory): Verdict {
  return [judgeHistory, judgeTotals, judgeDeals, judgeBooks].flatMap((law) => law(memory));
}
