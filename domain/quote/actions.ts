import * as z from "zod";
import { LinesInput } from "../document/line.ts";
import { priceLines, productRefs, refuseCurrency } from "../document/price.ts";
import { accept } from "../kernel/decision.ts";
import { sameJson } from "../kernel/equal.ts";
import { childId, familyOf } from "../kernel/id.ts";
import { Currency } from "../kernel/money.ts";
import { refuse, refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { lapsed } from "./lapsed.ts";
import { quote, QuoteTerms } from "./quote.ts";

const Reason = z.strictObject({ reason: text(1000).optional() });

export const setQuoteLines = quote.action("set-lines", {
  summary: "Set the lines of a draft: they replace the ones before",
  roles: ["sales"],
  from: ["draft"],
  via: "PUT lines",
  input: z.strictObject({ lines: LinesInput, currency: Currency.optional() }),
  reads: ({ lines }) => productRefs(lines),
  decide({ opportunity, lines, totals, currency, revision }, input, facts) {
    if (input.currency !== undefined && input.currency !== currency) {
      return refuseCurrency("/currency", currency, input.currency);
    }
    const priced = priceLines(input.lines, currency, facts);
    if (!priced.ok) return priced;
    const before = { lines, totals };
    const after = { lines: priced.lines, totals: priced.totals };
    if (sameJson(before, after)) return accept([]);
    return accept({ type: "quote.changed", data: { opportunity, revision, before, after } });
  },
});

export const sendQuote = quote.action("send", {
  summary: "Send the quote to the customer; it becomes read-only",
  roles: ["sales"],
  from: ["draft"],
  input: z.strictObject({ validUntil: Day.optional() }),
  guard: ({ lines }) =>
    lines.length === 0
      ? refuse("rule_broken", "An empty quote cannot be sent: set its lines first")
      : undefined,
  decide(record, input, { today }) {
    const validUntil = input.validUntil ?? record.validUntil;
    if (validUntil === undefined)
      return refuseField("/validUntil", "The day until which the quote is valid is needed");
    if (lapsed(validUntil, today)) {
      return refuseField("/validUntil", `The quote would already have lapsed: it is ${today}`, {
        validUntil,
        today,
      });
    }
    return accept({ type: "quote.sent", data: { ...QuoteTerms.parse(record), validUntil } });
  },
});

/** Dynamics: Revise quote. */
export const reviseQuote = quote.action("revise", {
  summary: "Close a sent quote as revised and open a draft with the next revision",
  roles: ["sales"],
  from: ["sent"],
  input: z.strictObject({}),
  decide(record) {
    const revisedBy = childId("quo", familyOf(record.id), `r${record.revision + 1}`);
    return accept(
      { type: "quote.revised", data: { ...QuoteTerms.parse(record), revisedBy } },
      { next: { quote: revisedBy } },
    );
  },
});

export const acceptQuote = quote.action("accept", {
  summary: "The customer accepts: an order is placed and the opportunity is won",
  roles: ["sales"],
  from: ["sent"],
  input: z.strictObject({ reference: text(100).optional() }),
  guard: ({ validUntil }, { today }) =>
    lapsed(validUntil, today)
      ? refuse("rule_broken", `The quote lapsed on ${validUntil}: revise it to make a new offer`, {
          details: { validUntil, today },
        })
      : undefined,
  decide(record, { reference }) {
    const order = childId("ord", record.id);
    return accept(
      { type: "quote.accepted", data: { ...QuoteTerms.parse(record), order, reference } },
      { next: { order } },
    );
  },
});

export const declineQuote = quote.action("decline", {
  summary: "The customer declines",
  roles: ["sales"],
  from: ["sent"],
  input: Reason,
  decide: (record, { reason }) =>
    accept({ type: "quote.declined", data: { ...QuoteTerms.parse(record), reason } }),
});

export const cancelQuote = quote.action("cancel", {
  summary: "Withdraw the quote",
  roles: ["sales"],
  from: ["draft", "sent"],
  input: Reason,
  decide: (record, { reason }) =>
    accept({ type: "quote.cancelled", data: { ...QuoteTerms.parse(record), reason } }),
});
