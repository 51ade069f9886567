import type { opportunity } from "../../domain/opportunity/opportunity.ts";
import { assigned, migrated, type Texts, ticked } from "./text.ts";

/** A sale that may come about. */
export const opportunityTexts: Texts<typeof opportunity> = {
  "opportunity.opened": {
    text: "There is a new opportunity, by hand or of a qualified lead.",
    by: ["open", "open-of-lead"],
  },
  "opportunity.changed": {
    text: "Fields or lines of the opportunity changed: `before` and `after` have the changed ones only, lines and sums as a whole.",
    by: ["change", "set-lines"],
  },
  "opportunity.held": { text: "The opportunity waits.", by: ["hold"] },
  "opportunity.resumed": { text: "The opportunity that waited goes on.", by: ["resume"] },
  "opportunity.quote-noted": {
    text: "The opportunity knows what became of one of its quotes. Whoever follows quotes needs their own events instead.",
    by: ["note-quote"],
  },
  "opportunity.quote-late": {
    text: "A quote was drafted or sent in the same moment as something that forbids it, such as the close of the opportunity: it will be cancelled.",
    by: ["note-quote"],
  },
  "opportunity.won": {
    text: "The opportunity is won, by an accepted quote or by hand, with the revenue. Its other open quotes are cancelled.",
    by: ["win", "win-by-quote"],
  },
  "opportunity.order-added": {
    text: "One more quote of an opportunity that is won already was accepted: it has one more order.",
    by: ["win-by-quote"],
  },
  "opportunity.lost": {
    text: "The opportunity is lost, with the reason. Its open quotes are cancelled.",
    by: ["lose"],
  },
  "opportunity.reopened": { text: "An opportunity that was closed is open again.", by: ["reopen"] },
  "opportunity.assigned": assigned("the opportunity"),
  "opportunity.ticked": ticked("the opportunity"),
  "opportunity.migrated": migrated("the opportunity"),
};
