import * as z from "zod";
import { text } from "../kernel/text.ts";
import { personal } from "../kernel/personal.ts";

/** What a column of a list can be read as. */
export const importFields = [
  "firstName",
  "lastName",
  "name",
  "jobTitle",
  "email",
  "phone",
  "company",
  "website",
  "topic",
  "need",
  "productFamily",
  "note",
  "campaign",
  "language",
  "street",
  "street2",
  "postalCode",
  "city",
  "region",
  "country",
  "lead",
  "answer",
  "ignore",
] as const;

/** What a column is read as: a field of the lead, an answer kept under the column's name, or nothing. */
export const ImportField = z.enum(importFields);

/** What a column is read as. */
export type ImportField = z.output<typeof ImportField>;

/** Fields that several columns may be read as. */
export const sharedFields: ReadonlySet<ImportField> = new Set(["answer", "ignore", "note"]);

/** How the bytes of a list are read. */
export const Encoding = z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]);

/** How the bytes of a list are read. */
export type Encoding = z.output<typeof Encoding>;

/** What separates the cells of a list. */
export const Delimiter = z.enum([",", ";", "\t", "|"]);

/** What separates the cells of a list. */
export type Delimiter = z.output<typeof Delimiter>;

/** The most columns and rows of a list, and the most bytes of its file. */
export const MOST_COLUMNS = 100;
export const MOST_ROWS = 50_000;
export const MOST_BYTES = 200 * 1024 * 1024;

/** How a column came to what it is read as. */
export const Why = z.enum(["header", "header-part", "values", "person", "nothing"]);

/** A column: its name, what it is read as, how sure that is in percent, and why. */
export const Column = z.strictObject({
  name: text(100),
  field: ImportField,
  confidence: z.int().min(0).max(100),
  why: Why,
});

/** A column of a list. */
export type Column = z.output<typeof Column>;

/** What was found in a file: how it is read, its columns, and its first rows as they were read. */
export const Layout = z.object({
  /** The state of the file that was analysed: another one is not read in its place. */
  etag: z.string().min(1).max(200),
  bytes: z.int().min(1),
  encoding: Encoding,
  /** One of , ; | or a tab. */
  delimiter: z.string().min(1).max(1),
  hasHeader: z.boolean(),
  /** Where the first row begins, in bytes. */
  begin: z.int().min(0),
  columns: z.array(Column).min(1).max(MOST_COLUMNS),
  sample: personal(z.array(z.array(z.string().max(60)).max(MOST_COLUMNS)).max(5)),
  warnings: z.array(text(300)).max(20).optional(),
});

/** What was found in a file. */
export type Layout = z.output<typeof Layout>;

/** Where a row begins: its number, from 1, and its first byte. */
export const Place = z.object({ row: z.int().min(1), at: z.int().min(0) });

/** Where a row begins. */
export type Place = z.output<typeof Place>;

/** How many rows came to each verdict, and of how many a value could not be taken as it is. */
export const Counts = z.object({
  new: z.int().min(0),
  merged: z.int().min(0),
  held: z.int().min(0),
  rejected: z.int().min(0),
  flagged: z.int().min(0),
});

/** How many rows came to each verdict. */
export type Counts = z.output<typeof Counts>;

/** How far a check or a run is: where it goes on, where each part of it began, and what its rows came to. */
export const Work = z.object({
  nth: z.int().min(1),
  next: Place,
  parts: z.array(Place).max(5000),
  counts: Counts,
});

/** How far a check or a run is. */
export type Work = z.output<typeof Work>;

/** Nothing was counted yet. */
export const NONE: Counts = { new: 0, merged: 0, held: 0, rejected: 0, flagged: 0 };

/** The sum of two counts. */
export function sumOf(a: Counts, b: Counts): Counts {
  return {
    new: a.new + b.new,
    merged: a.merged + b.merged,
    held: a.held + b.held,
    rejected: a.rejected + b.rejected,
    flagged: a.flagged + b.flagged,
  };
}
