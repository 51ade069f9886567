import type * as z from "zod";
import { Line, LineInput, Totals } from "../../../../domain/document/line.ts";
import { PercentInput, QuantityInput, UnitPriceInput } from "../../../../domain/kernel/decimal.ts";
import {
  AccountId,
  CaptureId,
  ActivityId,
  ContactId,
  CreditNoteId,
  DeadLetterId,
  DealId,
  ExportId,
  FormId,
  type IdPrefix,
  ImportId,
  InvoiceId,
  LeadId,
  OpportunityId,
  OrderId,
  PriceListId,
  ProcessId,
  ProductId,
  QuoteId,
  SellerId,
  SubmissionId,
  SubscriptionId,
  TaxCodeId,
  TeamId,
} from "../../../../domain/kernel/id.ts";
import { Currency, Money } from "../../../../domain/kernel/money.ts";
import { Address } from "../../../../domain/kernel/person.ts";
import { Day } from "../../../../domain/kernel/text.ts";
import { pascal } from "./names.ts";

/** What is said of a schema that is shared: its name, and a word for people. */
export interface Part {
  readonly id: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

type Parts = readonly (readonly [z.ZodType, Part])[];

function idPart(schema: z.ZodType, name: string, prefix: IdPrefix): Parts[number] {
  const examples = [`${prefix}_01KAQ6Z3V9T4M0T3R5D9WXYZAB`];
  return [schema, { id: pascal(`${name}-id`), description: `The id of a ${name}`, examples }];
}

const idParts: Parts = [
  idPart(LeadId, "lead", "lea"),
  idPart(AccountId, "account", "acc"),
  idPart(ContactId, "contact", "con"),
  idPart(ProductId, "product", "pro"),
  idPart(OpportunityId, "opportunity", "opp"),
  idPart(QuoteId, "quote", "quo"),
  idPart(OrderId, "order", "ord"),
  idPart(InvoiceId, "invoice", "inv"),
  idPart(CreditNoteId, "credit-note", "cre"),
  idPart(PriceListId, "price-list", "pri"),
  idPart(TaxCodeId, "tax-code", "tax"),
  idPart(ActivityId, "activity", "act"),
  idPart(SellerId, "seller", "sel"),
  idPart(ProcessId, "process", "prs"),
  idPart(SubmissionId, "submission", "sub"),
  idPart(FormId, "form", "for"),
  idPart(ImportId, "import", "imp"),
  idPart(TeamId, "team", "tea"),
  idPart(DeadLetterId, "dead-letter", "dle"),
  idPart(SubscriptionId, "subscription", "whk"),
  idPart(CaptureId, "capture", "cap"),
  idPart(ExportId, "export", "exp"),
  idPart(DealId, "deal", "dea"),
];

const bothWays: Parts = [
  ...idParts,
  [
    Money,
    {
      id: "Money",
      description: "An amount in whole minor units (cents) of a currency",
      examples: [{ minor: 1999, currency: "EUR" }],
    },
  ],
  [Currency, { id: "Currency", description: "A currency code of ISO 4217", examples: ["EUR"] }],
  [Day, { id: "Day", description: "A calendar day (ISO 8601)", examples: ["2026-11-23"] }],
  [Address, { id: "Address", description: "A postal address; country as ISO 3166 code where possible" }],
];

/** Shared schemas of what is sent. */
export const sentParts: Parts = [
  ...bothWays,
  [
    LineInput,
    {
      id: "LineInput",
      description: "A line to be: a product of the catalogue, or a description with its unit price",
    },
  ],
  [
    QuantityInput,
    {
      id: "QuantityInput",
      description:
        'More than zero, with up to 12 digits before and 6 after the point; best as text, such as "0.25"',
    },
  ],
  [
    UnitPriceInput,
    {
      id: "UnitPriceInput",
      description:
        'Not negative, with up to 12 digits before and 6 after the point; best as text, such as "14.00"',
    },
  ],
  [
    PercentInput,
    {
      id: "PercentInput",
      description: 'From 0 to 100 with up to 4 digits after the point; best as text, such as "10"',
    },
  ],
];

/** Shared schemas of what is answered. */
export const answeredParts: Parts = [
  ...bothWays,
  [Line, { id: "Line", description: "A priced line; net is its amount after discount and before tax" }],
  [
    Totals,
    { id: "Totals", description: "The sums of a document: net, tax by rate on the sum of nets, total" },
  ],
];
