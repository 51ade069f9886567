import * as z from "zod";
import { PercentInput, UnitPriceInput } from "./decimal.ts";
import { Currency } from "./money.ts";
import { roleNames } from "./role.ts";
import { InvoicingPolicy, NumberFormat, PaymentTerms } from "./terms.ts";
import { text } from "./text.ts";
import { personal } from "./personal.ts";

/** The name of a process, such as "default". */
export const ProcessName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, {
  error: 'must be a name such as "default": small letters, digits, dashes',
});

/** Which process a deal follows, as it was when the deal began; version 0 is what Salesline ships. */
export const ProcessRef = z.object({ name: ProcessName, version: z.int().min(0) });

/** Which process a deal follows. */
export type ProcessRef = z.output<typeof ProcessRef>;

/** A language by its code (ISO 639-1), such as "vi". */
export const Language = z.string().regex(/^[a-z]{2}$/, { error: 'must be a language code such as "en"' });

/** One text in several languages. */
export const Label = z.record(Language, text(200));

/** One text in several languages, such as { "en": "Budget", "vi": "Ngân sách" }. */
export type Label = z.output<typeof Label>;

/** A reason that can be chosen; a retired one stays on old records and can no longer be chosen. */
export const Reason = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'must be a code such as "no-budget"' }),
  label: Label,
  retired: z.boolean().optional(),
  /** Whether a note must say more. */
  needsNote: z.boolean().optional(),
});

/** What reasons are given for. */
export const reasonKinds = [
  "lead.disqualify",
  "opportunity.lose",
  "quote.decline",
  "quote.cancel",
  "order.cancel",
  "order.return",
  "invoice.credit",
  "invoice.cancel",
  "invoice.write-off",
] as const;

/** What a reason is given for. */
export type ReasonKind = (typeof reasonKinds)[number];

/** The stages of a sales process (Dynamics: Qualify, Develop, Propose, Close; then fulfil). */
export const processStages = ["qualify", "develop", "propose", "close", "fulfil"] as const;

/** A stage of a sales process. */
export type ProcessStage = (typeof processStages)[number];

/** When a step is asked for: a field of the record is filled, has one of these values, or is an amount of at least this. */
export const Condition = z.strictObject({
  field: text(60),
  is: z
    .array(z.union([z.string(), z.boolean()]))
    .max(20)
    .optional(),
  filled: z.boolean().optional(),
  atLeast: UnitPriceInput.optional(),
});

/** A step of a stage: a field that must be filled, or a check that somebody must tick, before the stage's closing action. */
export const Step = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'must be an id such as "budget"' }),
    label: Label,
    field: text(60).optional(),
    check: z.literal(true).optional(),
    /** Shown, but nothing waits for it. */
    optional: z.boolean().optional(),
    when: Condition.optional(),
  })
  .refine(({ field, check }) => (field === undefined) !== (check === undefined), {
    error: "needs either a field or check: true",
    path: ["field"],
  });

/** A step of a stage. */
export type Step = z.output<typeof Step>;

const Creation = z.enum(["always", "never", "ask"]);

/** One sales process: what differs between organisations. States and the flow stay as they are. */
export const Process = z.strictObject({
  /** Labels by language and key, such as { "vi": { "stage.lead": "Khách tiềm năng" } }: they go before those that ship. */
  labels: z.record(Language, z.record(text(80), text(200))).optional(),
  reasons: z.partialRecord(z.enum(reasonKinds), z.array(Reason).max(50)),
  steps: z.partialRecord(z.enum(processStages), z.array(Step).max(30)),
  /** Above these limits a quote must be approved before it can be sent. */
  approval: z
    .strictObject({
      /** Totals with tax, by currency. */
      total: z.record(Currency, UnitPriceInput).optional(),
      /** Of the gross value of the lines, over all discounts. */
      discountPercent: PercentInput.optional(),
      role: z.enum(roleNames),
      /** Who asked for the approval cannot give it. */
      fourEyes: z.boolean().optional(),
    })
    .optional(),
  tolerance: z.strictObject({ overDeliveryPercent: PercentInput }),
  invoicing: InvoicingPolicy,
  depositPercent: PercentInput,
  numbers: z.strictObject({ invoice: NumberFormat, creditNote: NumberFormat }),
  /** Those of the deployment (`paymentDays`) when left out. */
  paymentTerms: PaymentTerms.optional(),
  /** What qualifying a lead makes. */
  create: z.strictObject({ account: Creation, contact: Creation, opportunity: Creation }),
  /** The smallest coin of a currency: what is payable is rounded to it, such as { "CHF": "0.05" }. */
  cashRounding: z.record(Currency, UnitPriceInput).optional(),
});

/** One sales process. */
export type Process = z.output<typeof Process>;

/** All processes of an organisation, and which of them a new deal follows: the first rule that holds, else the fallback. */
export const ProcessBook = z.strictObject({
  processes: z.record(ProcessName, Process),
  choose: z
    .array(
      z.strictObject({
        process: ProcessName,
        source: z.array(text(40)).max(20).optional(),
        productFamily: z.array(text(80)).max(50).optional(),
        caller: personal(z.array(text(200)).max(50)).optional(),
      }),
    )
    .max(100),
  fallback: ProcessName,
});

/** All processes of an organisation. */
export type ProcessBook = z.output<typeof ProcessBook>;
