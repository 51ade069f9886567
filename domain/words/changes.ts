import * as z from "zod";
import { PriceChange } from "../document/reprice.ts";
import { sameJson } from "../kernel/equal.ts";
import type { Envelope } from "../kernel/event.ts";
import { SignedMoney } from "../kernel/money.ts";
import { labelOf } from "./labels.ts";
import { valueOf } from "./value.ts";
import type { Voice } from "./voice.ts";

/** One changed field: `field` is its path, such as "address.city" or "lines.2"; nothing before or after means it was or is not there. */
export interface ToldChange {
  readonly field: string;
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

type Fields = Readonly<Record<string, unknown>>;
const Fields = z.record(z.string(), z.unknown());
const Numbered = z.array(z.looseObject({ line: z.int() }));
const Priced = z.array(z.looseObject({ product: z.string() }));

/** The parts of a value that are told one by one: fields of an object, lines by number, prices by product. */
function partsOf(value: unknown): Fields | undefined {
  const lines = Numbered.safeParse(value).data;
  if (lines !== undefined) return Object.fromEntries(lines.map((each) => [String(each.line), each]));
  const prices = Priced.safeParse(value).data;
  if (prices !== undefined) return Object.fromEntries(prices.map((each) => [each.product, each]));
  if (Array.isArray(value) || SignedMoney.safeParse(value).success) return undefined;
  return Fields.safeParse(value).data;
}

/** Rows of lists are told whole. */
const isRow = (value: unknown) =>
  z.looseObject({ line: z.int() }).safeParse(value).success ||
  z.looseObject({ product: z.string() }).safeParse(value).success;

function labelFor(stage: string, path: readonly string[], voice: Voice): string {
  const [first = "", ...rest] = path;
  const { labels } = voice;
  const head = labelOf(labels, `field.${stage}.${first}`, `field.${first}`);
  const tail = rest.map((name) =>
    first === "checks" ? voice.check(name) : labelOf(labels, `field.${name}`),
  );
  return [head, ...tail].join(" · ");
}

function compared(
  stage: string,
  path: readonly string[],
  before: unknown,
  after: unknown,
  voice: Voice,
): ToldChange[] {
  if (sameJson(before, after)) return [];
  const [was, is] = isRow(before) || isRow(after) ? [] : [partsOf(before), partsOf(after)];
  const apart = (was ?? is) !== undefined && (was !== undefined || before === undefined);
  if (apart && (is !== undefined || after === undefined)) {
    const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]);
    return [...names].flatMap((name) => compared(stage, [...path, name], was?.[name], is?.[name], voice));
  }
  const name = path.at(-1) ?? "";
  return [
    {
      field: path.join("."),
      label: labelFor(stage, path, voice),
      ...(before !== undefined && { before: valueOf(name, before, voice) }),
      ...(after !== undefined && { after: valueOf(name, after, voice) }),
    },
  ];
}

const Change = z.object({ before: Fields.optional(), after: Fields });
const Assigned = z.object({ before: z.string().optional(), after: z.string().optional() });
const Ticked = z.object({ check: z.string(), done: z.boolean() });
const Repriced = z.object({ changes: z.array(PriceChange) });

/** Where a refresh of prices changed something: ["lines", "2", "unitPrice"]. */
function placeOf({ line, charge, field }: PriceChange): string[] {
  return line === undefined ? ["charges", String(charge), field] : ["lines", String(line), field];
}

/** What an event changed, field by field, in words; nothing for an event that is no change of fields. */
export function toldChanges({ type, stage, data }: Envelope, voice: Voice): readonly ToldChange[] {
  if (type === "process.changed") return [];
  if (type === `${stage}.assigned`) {
    const { before, after } = Assigned.parse(data);
    return compared(stage, ["owner"], before, after, voice);
  }
  if (type === `${stage}.ticked`) {
    const { check, done } = Ticked.parse(data);
    return compared(stage, ["checks", check], !done, done, voice);
  }
  if (type === `${stage}.migrated`) {
    return compared(stage, ["process"], data["before"], data["after"], voice);
  }
  const change = Change.safeParse(data).data;
  if (change === undefined) return listed(stage, data, voice);
  const { before = {}, after } = change;
  const repriced = Repriced.safeParse(data).data;
  if (repriced === undefined) return compared(stage, [], before, after, voice);
  return [
    ...repriced.changes.flatMap((each) => compared(stage, placeOf(each), each.before, each.after, voice)),
    // Before it there are its sums only.
    ...compared(stage, ["totals"], before, after["totals"], voice),
  ];
}

/** Prices of a list: `before` and `after` are rows. */
function listed(stage: string, { before, after }: Fields, voice: Voice): readonly ToldChange[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  return compared(stage, ["entries"], before, after, voice);
}
