import { contentHash } from "../../domain/quote/hash.ts";
import { QuoteTerms } from "../../domain/quote/terms.ts";
import { childId } from "../../domain/kernel/id.ts";
import { customer, eur, ids, origin, sold, soldBefore } from "./deal.ts";
import { type Life, type Step, step } from "./life.ts";

const migration = { before: { name: "default", version: 1 }, after: { name: "default", version: 2 } };
const ticked = { check: "credit", done: true, by: "ann" };
const noted = { quote: ids.quote, revision: 1, status: "sent", total: sold.totals?.total, seq: 3 };

const opened = step("opportunity.opened", {
  topic: customer.topic,
  account: ids.account,
  contact: ids.contact,
  currency: "EUR",
  budget: eur(50_000),
  timeframe: "this-quarter",
  ...origin,
  lead: ids.lead,
  revenue: "calculated",
  estimatedRevenue: soldBefore.totals?.net,
  ...soldBefore,
  process: customer.process,
  owner: "ann",
});

const opportunity = (...steps: readonly Step[]): Life => ({
  id: ids.opportunity,
  steps: [opened, ...steps],
});

/** Sales that may come about. */
export const opportunityLives: readonly Life[] = [
  opportunity(
    step("opportunity.changed", {
      before: { ...soldBefore, estimatedRevenue: soldBefore.totals?.net },
      after: { ...sold, estimatedRevenue: sold.totals?.net },
    }),
    step("opportunity.held", { note: "Their budget comes in January" }),
    step("opportunity.resumed", { note: "Approved sooner" }),
    step("opportunity.quote-noted", noted),
    step("opportunity.assigned", { before: "ann", after: "ben" }),
    step("opportunity.ticked", ticked),
    step("opportunity.migrated", migration),
    step("opportunity.won", {
      quote: ids.quote,
      order: ids.order,
      wonOn: "2026-11-26",
      revenue: sold.totals?.net,
      openQuotes: [],
    }),
    step("opportunity.order-added", {
      quote: "quo_01KAQCD6R8T0W2Y4A6C8E0G2J4",
      order: "ord_01KAQCD6R8T0W2Y4A6C8E0G2J4",
      revenue: soldBefore.totals?.net,
    }),
  ),
  opportunity(
    step("opportunity.lost", {
      reason: "price",
      note: "The other offer was lower",
      lostOn: "2026-11-26",
      openQuotes: [],
    }),
    step("opportunity.quote-late", { quote: ids.quote, status: "draft", reason: "closed" }),
    step("opportunity.reopened", { note: "They asked again" }),
  ),
];

const paymentTerms = { days: 30, earlyPayment: { percent: "2", days: 10 } };
const terms = { ...customer, revision: 1, ...sold, paymentTerms, note: "Delivered within a week." };
const { lines: _, ...offered } = terms;
const validUntil = "2026-12-31";
const hash = contentHash({ ...QuoteTerms.parse(terms), validUntil });
const of = { opportunity: ids.opportunity, revision: 1 };

const drafted = step("quote.drafted", { ...terms, ...soldBefore, validUntil });
const changed = step("quote.changed", { ...of, before: soldBefore, after: sold });
const sent = step("quote.sent", { ...offered, validUntil, hash });
const quote = (...steps: readonly Step[]): Life => ({ id: ids.quote, steps: [drafted, changed, ...steps] });
const requested = step("quote.approval-requested", {
  ...offered,
  by: "ann",
  above: [{ limit: "discountPercent", asked: "5", allowed: "3" }],
  requestNote: "They order every month",
});

/** What is offered. */
export const quoteLives: readonly Life[] = [
  quote(
    sent,
    step("quote.accepted", { ...terms, order: ids.order, reference: "PO-4711", hash }),
    step("quote.assigned", { before: "ann", after: "ben" }),
  ),
  quote(
    step("quote.terms-changed", {
      ...of,
      before: { validUntil: "2026-12-15" },
      after: { validUntil, note: terms.note },
    }),
    step("quote.repriced", {
      ...of,
      before: soldBefore.totals,
      after: sold,
      changes: [{ line: 1, field: "unitPrice", before: "13.50", after: "14.00" }],
    }),
    requested,
    step(
      "quote.rejected",
      { ...offered, by: "ben", reason: "At most 4 % for a first order" },
      { type: "user", id: "ben" },
    ),
    requested,
    step(
      "quote.approved",
      { ...offered, by: "ben", hash, approvalNote: "Fine" },
      { type: "user", id: "ben" },
    ),
    step("quote.ticked", ticked),
    step("quote.migrated", migration),
    sent,
    step("quote.revised", { ...terms, revisedBy: childId("quo", ids.quote, "r2") }),
  ),
  quote(sent, step("quote.declined", { ...offered, reason: "price", reasonNote: "Over budget" })),
  quote(sent, step("quote.expired", { ...offered, validUntil })),
  quote(step("quote.cancelled", { ...offered, reason: "opportunity-closed" })),
];
