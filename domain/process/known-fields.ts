import * as z from "zod";
import type { ProcessStage } from "../kernel/process.ts";
import { lead } from "../lead/lead.ts";
import { opportunity } from "../opportunity/opportunity.ts";
import { order } from "../order/order.ts";
import { quote } from "../quote/quote.ts";

/** The record, and its status, on which the steps of a stage are filled in. */
const filledIn: Readonly<Record<ProcessStage, { readonly record: z.ZodType; readonly status: string }>> = {
  qualify: { record: lead.record, status: "new" },
  develop: { record: opportunity.record, status: "open" },
  propose: { record: quote.record, status: "draft" },
  close: { record: opportunity.record, status: "open" },
  fulfil: { record: order.record, status: "placed" },
};

function hasStatus(schema: z.ZodObject, status: string): boolean {
  const literal: unknown = schema.shape["status"];
  return literal instanceof z.ZodLiteral && literal.values.has(status);
}

function has(schema: unknown, path: readonly string[], status: string): boolean {
  const [name, ...rest] = path;
  if (name === undefined || schema instanceof z.ZodRecord) return true;
  if (schema instanceof z.ZodOptional) return has(schema.unwrap(), path, status);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return schema.options.some(
      (option) => option instanceof z.ZodObject && hasStatus(option, status) && has(option, path, status),
    );
  }
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, name)) return false;
  return has(schema.shape[name], rest, status);
}

/** Whether the record on which the steps of a stage are filled in has such a field, such as "budget" or "budget.minor": nobody could ever fill in another. */
export function isKnownField(stage: ProcessStage, path: string): boolean {
  const { record, status } = filledIn[stage];
  return has(record, path.split("."), status);
}
