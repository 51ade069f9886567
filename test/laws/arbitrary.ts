import * as fc from "fast-check";
import * as z from "zod";
import {
  Percent,
  PercentInput,
  Quantity,
  QuantityInput,
  UnitPrice,
  UnitPriceInput,
} from "../../domain/kernel/decimal.ts";
import { Regarding } from "../../domain/activity/regarding.ts";
import { TaxCodeName } from "../../domain/document/tax.ts";
import {
  AccountId,
  ContactId,
  CreditNoteId,
  FormId,
  ImportId,
  DealId,
  InvoiceId,
  LeadId,
  OpportunityId,
  OrderId,
  PriceListId,
  ProductId,
  QuoteId,
  SubmissionId,
  idPrefixes,
} from "../../domain/kernel/id.ts";
import { Currency } from "../../domain/kernel/money.ts";
import { Process, ProcessName } from "../../domain/kernel/process.ts";
import { Day, Email, Website } from "../../domain/kernel/text.ts";
import { Filter } from "../../domain/subscription/filter.ts";
import { EventType } from "../../domain/subscription/input.ts";
import { TargetUrl } from "../../domain/subscription/url.ts";
import { diceOf } from "../support/dice.ts";
import { processOf } from "./processes.ts";

/** A value that somebody may send who means no good, or whose program is broken. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    -0,
    1e308,
    2 ** 53,
    0.1 + 0.2,
    "",
    " ",
    "0",
    "\u0000",
    "\uD800",
    "\uFFFF",
  ),
  fc.constantFrom<unknown>(
    "__proto__",
    "constructor",
    "toString",
    "1e999",
    "9".repeat(400),
    [],
    {},
    [[]],
    [null],
  ),
  fc
    .constant('{"__proto__":{"status":"won"},"constructor":{"prototype":1}}')
    .map((text): unknown => JSON.parse(text)),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);

const decimal = fc.oneof(
  fc.constantFrom("0", "1", "2.5", "0.000001", "999999999999.999999", "33.3333", "100", "99.99"),
  fc.integer({ min: 0, max: 100 }),
  fc.tuple(fc.nat(999), fc.nat(999_999)).map(([whole, part]) => `${whole}.${part}`),
);
function idOf(prefix: string): fc.Arbitrary<string> {
  const others = { weight: 1, arbitrary: fc.constantFrom(...idPrefixes) };
  const any = fc.oneof({ weight: 20, arbitrary: fc.constant(prefix) }, others);
  return fc
    .tuple(any, fc.integer({ min: 1, max: 12 }))
    .map(([first, nth]) => `${first}_${String(nth).padStart(10, "0")}`);
}

const regarding = fc
  .constantFrom(
    ["lead", "lea"],
    ["account", "acc"],
    ["contact", "con"],
    ["opportunity", "opp"],
    ["quote", "quo"],
    ["order", "ord"],
    ["invoice", "inv"],
    ["credit-note", "cre"],
  )
  .chain(([stage = "", prefix = ""]) => fc.record({ stage: fc.constant(stage), id: idOf(prefix) }));

/** Patterns of events, and what looks like one. */
const filter = fc.oneof(
  fc.constantFrom(
    { type: ["quote.sent"] },
    { about: { amount: [{ numeric: [">=", 1000] }], owner: [{ exists: false }] } },
    { $or: [{ about: { process: ["lean"] } }, { data: { lines: { taxPercent: [{ prefix: "1" }] } } }] },
  ),
  fc.dictionary(fc.constantFrom("type", "data", "about", "$or"), fc.jsonValue({ maxDepth: 3 })),
);

/** Values for schemas that say too little of themselves. */
const known = new Map<unknown, fc.Arbitrary<unknown>>([
  [QuantityInput, decimal],
  [UnitPriceInput, decimal],
  [PercentInput, decimal],
  [Quantity, decimal.map(String)],
  [UnitPrice, decimal.map(String)],
  [Percent, decimal.map(String)],
  [Currency, fc.constantFrom("EUR", "EUR", "EUR", "JPY", "XXX", "DEM")],
  [Day, fc.constantFrom("2026-11-23", "2029-12-31", "0001-01-01", "9999-12-31")],
  [Email, fc.constantFrom("a@b.example", "o'neil+tag@sub.example.co.uk")],
  [LeadId, idOf("lea")],
  [SubmissionId, idOf("sub")],
  [FormId, idOf("for")],
  [DealId, idOf("dea")],
  [ImportId, idOf("imp")],
  [AccountId, idOf("acc")],
  [ContactId, idOf("con")],
  [ProductId, idOf("pro")],
  [OpportunityId, idOf("opp")],
  [QuoteId, idOf("quo")],
  [OrderId, idOf("ord")],
  [InvoiceId, idOf("inv")],
  [CreditNoteId, idOf("cre")],
  [PriceListId, idOf("pri")],
  [Regarding, regarding],
  [TaxCodeName, fc.constantFrom("DE19", "DE7", "EXEMPT")],
  [ProcessName, fc.constantFrom("default", "lean")],
  [Process, fc.nat(1000).map((seed) => processOf(diceOf(seed)))],
  [Filter, filter],
  [EventType, fc.constantFrom("quote.sent", "invoice.*", "subscription.disabled", "*", "quote.won")],
  [
    TargetUrl,
    fc.constantFrom("https://a.example/b", "http://[::1]:8080/", "https://BÜCHER.example", "https://a@b"),
  ],
  [Website, fc.constantFrom("https://a.example", "http://[::1]:1/?#")],
]);

function ofObject(schema: z.ZodObject): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
    const value = mostly(validFor(inner));
    return [name, field instanceof z.ZodOptional ? fc.option(value, { nil: undefined }) : value] as const;
  });
  return fc.record(Object.fromEntries(fields));
}

/** Texts of the pattern that a schema has; any when it has none. */
function textFor(schema: z.ZodString): fc.Arbitrary<string> {
  const patterns = (schema.def.checks ?? []).flatMap((check) => {
    const { def } = check._zod;
    return "pattern" in def && def.pattern instanceof RegExp ? [def.pattern] : [];
  });
  const [pattern] = patterns;
  if (pattern !== undefined) return fc.stringMatching(pattern, { size: "small" });
  return fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
}

/** Values that a schema accepts more often than not. */
function validFor(schema: unknown): fc.Arbitrary<unknown> {
  const special = known.get(schema);
  if (special !== undefined) return special;
  if (schema instanceof z.ZodOptional) return fc.option(validFor(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodNullable) return fc.option(validFor(schema.unwrap()));
  if (schema instanceof z.ZodObject) return ofObject(schema);
  if (schema instanceof z.ZodArray) return fc.array(mostly(validFor(schema.element)), { maxLength: 4 });
  if (schema instanceof z.ZodRecord) {
    return fc.dictionary(validFor(schema.keyType).map(String), validFor(schema.valueType), { maxKeys: 3 });
  }
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(validFor));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 53 - 1 }));
  if (schema instanceof z.ZodISODateTime) return fc.constant("2026-11-23T09:00:00.000Z");
  if (schema instanceof z.ZodURL) return fc.constantFrom("https://a.example", "https://b.example/x?y=z#t");
  if (schema instanceof z.ZodTemplateLiteral) {
    return fc.stringMatching(new RegExp(schema._zod.pattern.source), { size: "small" });
  }
  if (schema instanceof z.ZodUnknown) return hostile;
  if (schema instanceof z.ZodString) return textFor(schema);
  if (schema instanceof z.ZodPipe)
    return validFor(schema.out instanceof z.ZodTransform ? schema.in : schema.out);
  throw new Error(`This law does not know how to make a value for ${JSON.stringify(schema)}`.slice(0, 200));
}

function mostly(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: valid }, { weight: 1, arbitrary: hostile });
}

function asJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Inputs for a schema, as JSON brings them: most of them valid, some with a field or two gone wrong, some with nothing right. */
export function inputFor(schema: z.ZodType): fc.Arbitrary<unknown> {
  const valid = validFor(schema);
  const extra = fc.record({ input: valid, name: fc.string(), value: hostile });
  return fc
    .oneof(
      { weight: 20, arbitrary: valid },
      {
        weight: 1,
        arbitrary: extra.map(({ input, name, value }) => Object.assign(Object(input), { [name]: value })),
      },
      { weight: 1, arbitrary: hostile },
    )
    .map(asJson);
}
