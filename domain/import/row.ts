import { isNamed } from "../kernel/person.ts";
import { Address } from "../kernel/person.ts";
import type { Hint } from "../submission/intake.ts";
import { cellText, readCell, type RowInMaking } from "./cell.ts";
import type { Flag } from "./flag.ts";
import type { Import } from "./import.ts";
import type { Column, ImportField } from "./layout.ts";
import { splitName } from "./person-name.ts";
import { rowHashOf } from "./row-hash.ts";

/** A row as the pipeline takes it. */
export interface ReadRow {
  readonly intake: Readonly<Record<string, unknown>>;
  readonly hint?: Hint;
  readonly flags: readonly Flag[];
}

const TEXT = 20_000;
const ANSWER = 2000;
const MOST_ANSWERS = 40_000;
const addressFields: ReadonlySet<string> = new Set(Object.keys(Address.shape));

function keep(row: RowInMaking, column: string, value: string, reason: Flag["reason"]): void {
  row.flags.push({ column, value: value.slice(0, 100), reason });
  row.text.push(`${column}: ${value}`);
}

function answer(row: RowInMaking, column: string, value: string): void {
  const size = Object.values(row.answers).reduce((sum, { length }) => sum + length, 0);
  if (value.length > ANSWER || size + value.length > MOST_ANSWERS) keep(row, column, value, "too-long");
  else row.answers[column] = value;
}

function place(row: RowInMaking, { name, field }: Column, value: string): void {
  const read = readCell(field, value);
  if (!read.ok) return keep(row, name, value, read.reason);
  if (field === "email" && value.indexOf("@") !== value.lastIndexOf("@"))
    keep(row, name, value, "several-values");
  if (addressFields.has(field)) row.address[field] = read.value;
  else if (field === "campaign") row.campaign = value;
  else if (field === "language") row.language = String(read.value);
  else if (field === "lead") row.known = value;
  else row.fields[field] = read.value;
}

function placeName(row: RowInMaking, { name }: Column, value: string): void {
  const parts = splitName(value);
  for (const [field, part] of Object.entries(parts)) {
    const read = readCell(field === "firstName" ? "firstName" : "lastName", part);
    if (!read.ok) return keep(row, name, value, "too-long");
    row.fields[field] ??= read.value;
  }
}

const others: Readonly<
  Partial<Record<ImportField, (row: RowInMaking, column: Column, value: string) => void>>
> = {
  ignore: () => undefined,
  answer: (row, { name }, value) => answer(row, name, value),
  note: (row, _, value) => void row.text.push(value),
  name: placeName,
};

function fill(cells: readonly string[], columns: readonly Column[]): RowInMaking {
  const row: RowInMaking = { fields: {}, address: {}, answers: {}, text: [], flags: [] };
  columns.forEach((column, at) => {
    const value = cellText(cells[at] ?? "");
    if (value !== "") (others[column.field] ?? place)(row, column, value);
  });
  const more = cells
    .slice(columns.length)
    .map(cellText)
    .filter((value) => value !== "");
  if (more.length > 0) keep(row, "…", more.join(" | "), "more-cells");
  if (cells.length < columns.length) row.flags.push({ column: "…", value: "", reason: "fewer-cells" });
  const { firstName, lastName } = row.fields;
  // Whoever has one name only is found by it.
  if (lastName === undefined && firstName !== undefined) {
    row.fields["lastName"] = firstName;
    delete row.fields["firstName"];
  }
  return row;
}

/** One row of a list as the pipeline takes it: what is not well-formed goes into the text and is flagged; without anybody in it the row is rejected. */
export function readRow(
  list: Import & { readonly id: string },
  nth: number,
  cells: readonly string[],
): ReadRow {
  const columns = "columns" in list ? (list.columns ?? []) : [];
  const row = fill(cells, columns);
  const { fields, flags, known } = row;
  const whole = { ...fields, ...(Object.keys(row.address).length > 0 && { address: row.address }) };
  const from = Object.fromEntries(Object.keys(whole).map((field) => [field, { from: "csv" as const }]));
  const note = row.text.join("\n");
  if (note.length > TEXT)
    flags.push({ column: "…", value: note.slice(TEXT, TEXT + 100), reason: "too-long" });
  const campaign = row.campaign ?? list.campaign;
  const { owner, process, tag, fileName, key } = list;
  const intake = {
    source: "import" as const,
    import: list.id,
    row: nth,
    raw: { key, name: fileName, contentType: "text/csv", bytes: list.bytes ?? 0 },
    fields: whole,
    provenance: from,
    ...(Object.keys(row.answers).length > 0 && { answers: row.answers }),
    ...(note !== "" && { text: note.slice(0, TEXT).toWellFormed() }),
    ...(row.language !== undefined && { language: row.language }),
    ...(known !== undefined && { known }),
    contentHash: rowHashOf(row),
    ...(tag !== undefined && { attribution: { utm: { source: tag } } }),
    campaign,
    owner,
    process,
  };
  const someone = isNamed(fields) || fields["company"] !== undefined || known !== undefined;
  const hint: Hint = {
    verdict: "rejected",
    reasons: [{ code: "no-person", detail: "The row has no name, company, e-mail or phone" }],
  };
  return { intake, flags, ...(!someone && { hint }) };
}
