import * as z from "zod";
import { repriceDocument, repricingMore } from "../document/reprice.ts";
import { changesOf, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { sameJson } from "../kernel/equal.ts";
import { refuseField } from "../kernel/refusal.ts";
import { lapsed } from "./lapsed.ts";
import { badTerms } from "./payment-terms.ts";
import { quote } from "./quote.ts";
import { Sold, termsInput } from "./terms.ts";

const Terms = z.object(termsInput).partial();

export const changeQuote = quote.action("change", {
  summary: "Change the topic, the note, the last day or the payment terms of a draft; null removes one",
  roles: ["sales"],
  from: ["draft"],
  via: "PATCH",
  input: patchOf(termsInput, ["topic"]),
  decide(record, patch, { today }) {
    const change = changesOf(record, patch);
    if (Object.keys({ ...change.before, ...change.after }).length === 0) return accept([]);
    const [before, after] = [Terms.parse(change.before), Terms.parse(change.after)];
    const { validUntil, paymentTerms } = after;
    if (validUntil !== undefined && lapsed(validUntil, today)) {
      return refuseField("/validUntil", `The quote would already have lapsed: it is ${today}`, {
        validUntil,
        today,
      });
    }
    const refusal = badTerms(paymentTerms);
    if (refusal !== undefined) return refusal;
    const { opportunity, revision } = record;
    return accept({ type: "quote.terms-changed", data: { opportunity, revision, before, after } });
  },
});

/** ERPNext and Dynamics know it as unlocking prices: what nobody has given is taken from the lists of today. */
export const unlockQuote = quote.action("unlock", {
  summary: "Refresh the prices and taxes of a draft from what is valid today; those given by a person stay",
  roles: ["sales"],
  from: ["draft"],
  input: z.strictObject({}),
  more: repricingMore,
  decide(record, _, facts) {
    const { opportunity, revision, totals: before } = record;
    const priced = repriceDocument(record, record, facts);
    if (!priced.ok) return priced;
    const { changes } = priced;
    const after = Sold.parse(priced);
    if (sameJson(Sold.parse(record), after)) return accept([]);
    return accept({ type: "quote.repriced", data: { opportunity, revision, before, after, changes } });
  },
});
