import * as z from "zod";
import { lead } from "../../../../domain/lead/lead.ts";
import type { RecordView } from "../../view.ts";

/** Fields in objects become columns of their own ("address.city"); what has no fixed names stays JSON. */
function namesIn(schema: unknown, path: string): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return namesIn(schema.unwrap(), path);
  if (!(schema instanceof z.ZodObject)) return [path];
  return Object.entries(schema.shape).flatMap(([name, of]) =>
    namesIn(of, path === "" ? name : `${path}.${name}`),
  );
}

const meta = ["id", "status", "createdAt", "updatedAt", "deal"];

function columnsOf(record: unknown): string[] {
  if (!(record instanceof z.ZodDiscriminatedUnion)) throw new Error("A lead is one of several states");
  const names = record.options.flatMap((option) => namesIn(option, ""));
  return [...new Set([...meta, ...names])];
}

/** The columns of the export: what every record carries, then all fields of a lead in whatever status. */
export const leadColumns: readonly string[] = columnsOf(lead.record);

const Fields = z.record(z.string(), z.unknown());

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  const fields = Fields.safeParse(value);
  return fields.success ? valueAt(fields.data[name], rest) : undefined;
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return JSON.stringify(value);
}

const paths = leadColumns.map((column) => column.split("."));

/** A lead as a row of the export. */
export function rowOf(view: RecordView): string[] {
  return paths.map((path) => cellOf(valueAt(view, path)));
}
