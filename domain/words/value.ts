import * as z from "zod";
import { formatMoney, SignedMoney } from "../kernel/money.ts";
import { labelOf } from "./labels.ts";
import type { Voice } from "./voice.ts";

const Line = z.object({
  line: z.int(),
  description: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  net: SignedMoney,
});
const Entry = z.object({
  product: z.string(),
  unitPrice: z.string().optional(),
  tiers: z
    .array(
      z.object({
        from: z.string(),
        unitPrice: z.string().optional(),
        discountPercent: z.string().optional(),
      }),
    )
    .optional(),
});
const Share = z.object({ category: z.string(), percent: z.string(), taxable: SignedMoney, tax: SignedMoney });
const Tick = z.object({ by: z.string(), at: z.string() });

/** A row of a list in words, as far as its kind is known: a line, a price, a row of the tax breakdown, a tick. */
function rowOf(value: object, voice: Voice): string | undefined {
  const line = Line.safeParse(value).data;
  if (line !== undefined) {
    return `${line.quantity} × ${line.description} (${line.unitPrice}): ${formatMoney(line.net)}`;
  }
  const share = Share.safeParse(value).data;
  if (share !== undefined) {
    const category = labelOf(voice.labels, `value.category.${share.category}`);
    return `${share.percent} % (${category}): ${formatMoney(share.taxable)} + ${formatMoney(share.tax)}`;
  }
  const tick = Tick.safeParse(value).data;
  if (tick !== undefined) return `${tick.by}, ${tick.at}`;
  const entry = Entry.safeParse(value).data;
  if (entry === undefined) return undefined;
  const tiers = (entry.tiers ?? []).map(
    ({ from, unitPrice, discountPercent }) => `≥ ${from}: ${unitPrice ?? `-${discountPercent} %`}`,
  );
  return [...(entry.unitPrice === undefined ? [] : [entry.unitPrice]), ...tiers].join("; ");
}

function choiceOf(field: string, value: string, { labels }: Voice): string {
  const key = `value.${field}.${value}`;
  return Object.hasOwn(labels, key) ? labelOf(labels, key) : value;
}

/** The value of a field in words: money as "19.99 EUR", a choice by its label; "" for nothing. */
export function valueOf(field: string, value: unknown, voice: Voice): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return labelOf(voice.labels, value ? "value.yes" : "value.no");
  if (typeof value === "string") return choiceOf(field, value, voice);
  if (typeof value === "number") return String(value);
  if (typeof value !== "object") return "";
  const money = SignedMoney.safeParse(value);
  if (money.success) return formatMoney(money.data);
  if (Array.isArray(value)) return value.map((each) => valueOf(field, each, voice)).join("; ");
  const row = rowOf(value, voice);
  if (row !== undefined) return row;
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => `${labelOf(voice.labels, `field.${name}`)} ${valueOf(name, each, voice)}`)
    .join(", ");
}
