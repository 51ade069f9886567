import * as z from "zod";
import { SignedMoney } from "../kernel/money.ts";

/** What an event's record is about, for filters: the names that a filter may ask for. */
export const aboutNames = ["process", "owner", "amount", "currency"] as const;

/** What is known of the record of an event that its data need not say. */
export interface About {
  /** The name of the sales process that it follows. */
  readonly process?: string;
  readonly owner?: string;
  /** The total of a quote, order, invoice or credit note, or the revenue of an opportunity, in minor units. */
  readonly amount?: number;
  readonly currency?: string;
}

const Known = z.object({
  process: z.object({ name: z.string() }).optional().catch(undefined),
  owner: z.string().optional().catch(undefined),
});
const Document = z.object({ totals: z.object({ total: SignedMoney }) });
const Deal = z.object({
  wonRevenue: SignedMoney.optional(),
  estimatedRevenue: SignedMoney.optional(),
  totals: z.object({ net: SignedMoney }),
});

const documents: ReadonlySet<string> = new Set(["quote", "order", "invoice", "credit-note"]);

function amountOf(stage: string, record: unknown) {
  if (documents.has(stage)) return Document.safeParse(record).data?.totals.total;
  if (stage !== "opportunity") return undefined;
  const deal = Deal.safeParse(record).data;
  return deal?.wonRevenue ?? deal?.estimatedRevenue ?? deal?.totals.net;
}

/** What filters may ask of a record besides the events themselves: its process, owner and amount as they are now. */
export function aboutOf(stage: string, record: unknown): About {
  const { process, owner } = Known.safeParse(record).data ?? {};
  const money = amountOf(stage, record);
  return {
    ...(process && { process: process.name }),
    ...(owner !== undefined && { owner }),
    ...(money && { amount: money.minor, currency: money.currency }),
  };
}
