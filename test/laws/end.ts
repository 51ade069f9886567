import { opportunity } from "../../domain/opportunity/opportunity.ts";
import type { Memory } from "../support/memory.ts";

/** What may differ with the order of events: instants, the numbers that invoices got, and those of events. */
const passing = new Set([
  "sentAt",
  "acceptedAt",
  "declinedAt",
  "expiredAt",
  "requestedAt",
  "at",
  "revisedAt",
  "cancelledAt",
  "placedAt",
  "retiredAt",
  "heldAt",
  "doneAt",
  "deletedAt",
  "creditedAt",
  "writtenOffAt",
  "number",
  "invoiceNumber",
  "return",
]);

function kept(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(kept);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !passing.has(name))
      .map(([name, inner]) => [name, kept(inner)]),
  );
}

/** Credits of one moment are numbered as they come: what all of them took off is told by `credited` of their invoice. */
const isNumbered = (name: string) => name === "credit-note";

/** The end state of all records, without what may differ with the order in which events came. */
export function endOf(memory: Memory): readonly unknown[] {
  const deals = new Map(memory.all(opportunity).map((deal) => [deal.id, deal]));
  const records = memory.records().filter(({ stage }) => !isNumbered(stage.name));
  return records.map(({ stage, status, stored }) => {
    const state = Object(kept(stored.state));
    const deal = deals.get(`opp_${stored.id.slice(4)}`);
    if (stage.name === "opportunity" && deal !== undefined) {
      const accepted = deal.quotes.filter((note) => note.status === "accepted").length;
      const quotes = deal.quotes.map(({ quote, status }) => `${quote} ${status}`).toSorted();
      if (deal.status !== "won" || accepted < 2) return { id: stored.id, status, ...state, quotes };
      // Two quotes accepted in the same moment both have an order: which of them came first is chance.
      const orders = [deal.order ?? [], deal.moreOrders ?? []].flat().toSorted();
      const chance = { quote: "", order: "", moreOrders: [], wonRevenue: undefined };
      return { id: stored.id, status, ...state, ...chance, quotes, orders };
    }
    if (stage.name === "invoice") return { id: stored.id, deal: stored.deal, ...state, credits: undefined };
    // A quote is cancelled by whoever sees first that its opportunity is closed, each with its own words.
    return stage.name === "quote" && status === "cancelled"
      ? { id: stored.id, ...state, reason: undefined }
      : { id: stored.id, deal: stored.deal, ...state };
  });
}
