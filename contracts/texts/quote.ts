import type { quote } from "../../domain/quote/quote.ts";
import { assigned, migrated, type Texts, ticked } from "./text.ts";

/** What is offered to a customer. */
export const quoteTexts: Texts<typeof quote> = {
  "quote.drafted": {
    text: "There is a new draft of a quote, or of the next revision of one: `revision` counts from 1, and `revisionOf` is the one before.",
    by: ["draft", "draft-revision"],
  },
  "quote.changed": {
    text: "The lines of the draft changed: lines and sums as they were `before` and are `after`.",
    by: ["set-lines"],
  },
  "quote.repriced": {
    text: "The prices of the draft were refreshed from the lists of today: `changes` names each price with its value before and after.",
    by: ["unlock"],
  },
  "quote.terms-changed": {
    text: "The topic, the note, the last day or the payment terms of the draft changed: `before` and `after` have the changed ones only.",
    by: ["change"],
  },
  "quote.approval-requested": {
    text: "The draft is above a limit of its process and waits for somebody who may approve it; `above` names the limits.",
    by: ["request-approval"],
  },
  "quote.approved": {
    text: "Somebody other than who asked has approved the quote as it is: it is a draft again and may be sent.",
    by: ["approve"],
  },
  "quote.rejected": {
    text: "The quote was not approved: it is a draft again, to be changed.",
    by: ["reject"],
  },
  "quote.sent": {
    text: "The quote was sent to the customer and can be accepted until `validUntil`. It changes no more.",
    by: ["send"],
  },
  "quote.revised": {
    text: "A quote that was sent is replaced by a new revision, `revisedBy`, which is drafted from it.",
    by: ["revise"],
  },
  "quote.accepted": {
    text: "The customer has said yes: the order with the id `order` follows, and the opportunity is won.",
    by: ["accept"],
  },
  "quote.declined": { text: "The customer has said no.", by: ["decline"] },
  "quote.expired": {
    text: "The last day on which the quote could be accepted has passed.",
    by: ["expire"],
  },
  "quote.cancelled": {
    text: "The quote was withdrawn, by hand or because its opportunity is closed.",
    by: ["cancel"],
  },
  "quote.assigned": assigned("the quote"),
  "quote.ticked": ticked("the quote"),
  "quote.migrated": migrated("the quote"),
};
