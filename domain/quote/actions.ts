import * as z from "zod";
import {
  documentInput,
  priceDocument,
  pricingMore,
  pricingReads,
  refuseCurrency,
} from "../document/price.ts";
import { accept } from "../kernel/decision.ts";
import { sameJson } from "../kernel/equal.ts";
import { childId, familyOf } from "../kernel/id.ts";
import { Currency } from "../kernel/money.ts";
import { refuse, refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { gate } from "../process/gate.ts";
import { unapproved } from "./approval.ts";
import { contentHash } from "./hash.ts";
import { lapsed } from "./lapsed.ts";
import { quote } from "./quote.ts";
import { ContentHash, QuoteTerms, Sold } from "./terms.ts";

export const setQuoteLines = quote.action("set-lines", {
  summary: "Set the lines of a draft with its discount and charges: they replace the ones before",
  roles: ["sales"],
  from: ["draft"],
  via: "PUT lines",
  input: z.strictObject({ ...documentInput, currency: Currency.optional() }),
  reads: pricingReads,
  more: (record, input, known) => pricingMore(record, input, known),
  decide(record, input, facts) {
    const { opportunity, currency, revision } = record;
    if (input.currency !== undefined && input.currency !== currency) {
      return refuseCurrency("/currency", currency, input.currency);
    }
    const priced = priceDocument(input, record, facts);
    if (!priced.ok) return priced;
    const [before, after] = [Sold.parse(record), Sold.parse(priced)];
    if (sameJson(before, after)) return accept([]);
    return accept({ type: "quote.changed", data: { opportunity, revision, before, after } });
  },
});

export const sendQuote = quote.action("send", {
  summary: "Send the quote to the customer; it becomes read-only and gets the hash of its content",
  roles: ["sales"],
  from: ["draft"],
  input: z.strictObject({ validUntil: Day.optional() }),
  guard: (record, facts) =>
    record.lines.length === 0
      ? refuse("rule_broken", "An empty quote cannot be sent: set its lines first")
      : (gate("propose", record, facts) ?? unapproved(record, facts.process)),
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
    const hash = contentHash({ ...record, validUntil });
    return accept({ type: "quote.sent", data: { ...QuoteTerms.parse(record), validUntil, hash } });
  },
});

/** Dynamics: Revise quote. */
export const reviseQuote = quote.action("revise", {
  summary: "Close a quote that was sent as revised and open a draft with the next revision",
  roles: ["sales"],
  from: ["sent", "expired"],
  input: z.strictObject({}),
  decide(record) {
    const revisedBy = childId("quo", familyOf(record.id), `r${record.revision + 1}`);
    return accept(
      { type: "quote.revised", data: { ...QuoteTerms.parse(record), revisedBy } },
      { next: { quote: revisedBy } },
    );
  },
});

const NEEDED = "is needed: the hash of the revision that the customer accepts, as GET /quotes/{id} shows it";
const AcceptedHash = z.string({ error: (issue) => (issue.input === undefined ? NEEDED : undefined) });

export const acceptQuote = quote.action("accept", {
  summary: "The customer accepts the revision with this hash: an order is placed and the opportunity is won",
  roles: ["sales"],
  from: ["sent", "expired", "revised"],
  input: z.strictObject({ hash: AcceptedHash.pipe(ContentHash), reference: text(100).optional() }),
  guard(record, { today }) {
    const { status, validUntil } = record;
    if (status === "revised") {
      const { revisedBy } = record;
      return refuse("conflict", `The quote was revised: ${revisedBy} is in its place`, {
        details: { status, revisedBy },
      });
    }
    if (status === "sent" && !lapsed(validUntil, today)) return undefined;
    return refuse("rule_broken", `The quote lapsed on ${validUntil}: revise it to make a new offer`, {
      details: { validUntil, today },
    });
  },
  decide(record, { hash: named, reference }) {
    const hash = record.hash ?? contentHash(record);
    if (named !== hash) {
      const message = `The hash is of another text: that of this quote, revision ${record.revision}, is ${hash}`;
      const fields = [{ pointer: "/hash", message }];
      return refuse("conflict", message, { fields, details: { hash, revision: record.revision } });
    }
    const order = childId("ord", record.id);
    return accept(
      { type: "quote.accepted", data: { ...QuoteTerms.parse(record), order, reference, hash } },
      { next: { order } },
    );
  },
});
