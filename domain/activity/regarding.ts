import * as z from "zod";
import { account } from "../account/account.ts";
import { contact } from "../contact/contact.ts";
import { creditNote } from "../credit-note/credit-note.ts";
import { invoice } from "../invoice/invoice.ts";
import { idOf } from "../kernel/id.ts";
import type { AnyStage } from "../kernel/stage.ts";
import { lead } from "../lead/lead.ts";
import { opportunity } from "../opportunity/opportunity.ts";
import { order } from "../order/order.ts";
import { quote } from "../quote/quote.ts";

const names = [
  "lead",
  "account",
  "contact",
  "opportunity",
  "quote",
  "order",
  "invoice",
  "credit-note",
] as const;

type Name = (typeof names)[number];

const homes: Readonly<Record<Name, AnyStage>> = {
  lead,
  account,
  contact,
  opportunity,
  quote,
  order,
  invoice,
  "credit-note": creditNote,
};

/** The stages whose records have activities. */
export const regardingStages: readonly AnyStage[] = names.map((name) => homes[name]);

/** The record that an activity is about. */
export const Regarding = z
  .strictObject({ stage: z.enum(names), id: z.string().max(100) })
  .superRefine(({ stage, id }, context) => {
    const { prefix } = homes[stage];
    if (idOf(prefix).safeParse(id).success) return;
    const message = `must be the id of a record of the stage ${stage}: it begins with ${prefix}_`;
    context.addIssue({ code: "custom", message, path: ["id"] });
  });

/** The record that an activity is about. */
export type Regarding = z.output<typeof Regarding>;

/** Names the record that an activity is about: only its deal is looked at, which never changes. */
export function regardingRef({ stage, id }: Regarding) {
  return { stage: homes[stage], id, unchecked: true };
}
